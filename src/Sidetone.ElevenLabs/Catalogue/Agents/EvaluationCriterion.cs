using System.Text.Json.Nodes;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>By what a conversation is judged: a model says whether a goal was reached.</summary>
public sealed class EvaluationCriterion : CatalogueObject
{
    internal EvaluationCriterion(JsonObject json)
        : base(json)
    {
    }

    /// <summary>A goal.</summary>
    /// <param name="id">Its id: the analysis has the result under it.</param>
    /// <param name="name">Its name.</param>
    /// <param name="goal">What has to be reached, as instructions to the model that judges.</param>
    public EvaluationCriterion(string id, string name, string goal)
        : base(null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        Set("id", id);
        Set("name", name);
        Set("type", "prompt");
        Set("conversation_goal_prompt", goal);
    }

    /// <summary>Its id: the analysis has the result under it.</summary>
    public string Id => Text("id") ?? "";

    /// <summary>Its name.</summary>
    public string Name => Text("name") ?? "";

    /// <summary>What has to be reached.</summary>
    public string Goal => Text("conversation_goal_prompt") ?? "";
}
