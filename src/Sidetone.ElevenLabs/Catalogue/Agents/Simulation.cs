using System.Text.Json.Nodes;
using Sidetone.ElevenLabs.Rest;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>A conversation between an agent and a user that a model plays. A few things have properties, all is in <see cref="CatalogueObject.Json"/>.</summary>
/// <remarks>The reference's §4.7.</remarks>
public sealed class Simulation : CatalogueObject
{
    private const string Specification = "simulation_specification", User = "simulated_user_config";

    /// <summary>A conversation with such a user.</summary>
    /// <param name="user">Who the user is and wants, as instructions to the model that plays them.</param>
    public Simulation(string user)
        : base(null)
    {
        ArgumentNullException.ThrowIfNull(user);
        Put(user, Specification, User, "prompt", "prompt");
    }

    /// <summary>What the user says first. Default: the agent begins.</summary>
    public string? FirstMessage { get => Lenient.Text(Get(Specification, User, "first_message")); set => Put(value, Specification, User, "first_message"); }

    /// <summary>The user's language, such as <c>en</c>. Default: the platform's choice.</summary>
    public string? Language { get => Lenient.Text(Get(Specification, User, "language")); set => Put(value, Specification, User, "language"); }

    /// <summary>What tools answer instead of being run, by their names. Default: none.</summary>
    public IReadOnlyDictionary<string, SimulatedTool> Tools
    {
        get => Get(Specification, "tool_mock_config") is JsonObject tools
            ? tools.Where(tool => tool.Value is JsonObject).ToDictionary(tool => tool.Key, tool => new SimulatedTool(tool.Value!.AsObject()), StringComparer.Ordinal)
            : [];
        set => Put(new JsonObject(value.Select(tool => KeyValuePair.Create(tool.Key, (JsonNode?)Free(tool.Value.Json)))), Specification, "tool_mock_config");
    }

    /// <summary>What was said before, from a conversation that was read. Default: nothing.</summary>
    public IReadOnlyList<TranscriptItem> History
    {
        get => Get(Specification, "partial_conversation_history") is JsonArray said ? [.. said.OfType<JsonObject>().Select(item => new TranscriptItem(item))] : [];
        set => Put(new JsonArray([.. value.Select(item => Free(item.Json))]), Specification, "partial_conversation_history");
    }

    /// <summary>Values for the agent's dynamic variables. Null for none.</summary>
    public JsonObject? DynamicVariables { get => Get(Specification, "dynamic_variables") as JsonObject; set => Put(value, Specification, "dynamic_variables"); }

    /// <summary>How many turns there may be. Null for the platform's choice.</summary>
    public int? MaxTurns { get => (int?)Whole("new_turns_limit"); set => Set("new_turns_limit", value); }

    /// <summary>What is judged beside the agent's own criteria. Default: nothing.</summary>
    public IReadOnlyList<EvaluationCriterion> Criteria
    {
        get => Many("extra_evaluation_criteria", json => new EvaluationCriterion(json));
        set => SetMany("extra_evaluation_criteria", value);
    }
}
