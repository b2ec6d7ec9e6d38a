using System.Text.Json.Serialization;

namespace Sidetone.Conversations;

/// <summary>Somebody asked for a tool to be called.</summary>
public sealed record ToolCallRequested : ConversationEvent
{
    private Rarely? _rarely;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Type => "tool_call_requested";

    /// <summary>The call.</summary>
    [JsonInclude]
    public CallId Call { get; internal set; }

    /// <summary>The model step that asked; 0 when no model did.</summary>
    [JsonInclude]
    public int Step { get; internal set; }

    /// <summary>The id that the provider gave the call.</summary>
    public string? ProviderId { get; init; }

    /// <summary>What the provider names the response that asked; null when it named none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? Response { get; init; }

    /// <summary>The name that was asked for.</summary>
    public required string Tool { get; init; }

    /// <summary>The arguments: canonical when they are valid, otherwise as they came. Without sensitive ones.</summary>
    public JsonText Arguments { get; init; }

    /// <summary>What had to be repaired before the arguments could be read, as in <c>CodeFence, TrailingComma</c>; null for nothing.</summary>
    public string? Repaired
    {
        get => _rarely?.Repaired;
        init => _rarely = value == Repaired ? _rarely : Rare with { Repaired = value };
    }

    /// <summary>What is wrong with the arguments, for the model; null when they are valid.</summary>
    public string? Problem
    {
        get => _rarely?.Problem;
        init => _rarely = value == Problem ? _rarely : Rare with { Problem = value };
    }

    /// <summary>The model said that it repeats an earlier call on purpose.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Confirmed
    {
        get => _rarely is { Confirmed: true };
        init => _rarely = value == Confirmed ? _rarely : Rare with { Confirmed = value };
    }

    /// <summary>The call whose effect this one takes back.</summary>
    public CallId? Undoes
    {
        get => _rarely?.Undoes;
        init => _rarely = value == Undoes ? _rarely : Rare with { Undoes = value };
    }

    /// <summary>For a call with sensitive arguments: the first call of the tool with the same ones, perhaps itself. So the log tells
    /// which calls ask for the same, and not what.</summary>
    [JsonInclude]
    public CallId? SameAs
    {
        get => _rarely?.SameAs;
        internal set => _rarely = value == SameAs ? _rarely : Rare with { SameAs = value };
    }

    /// <summary>The arguments with the sensitive ones; null when there are none.</summary>
    [JsonIgnore]
    internal byte[]? Unredacted
    {
        get => _rarely?.Unredacted;
        init => _rarely = value == Unredacted ? _rarely : Rare with { Unredacted = value };
    }

    /// <summary>The arguments as a chat client parsed them, to be handed back to it as they were.</summary>
    [JsonIgnore]
    internal IDictionary<string, object?>? Original { get; init; }

    [JsonIgnore]
    internal Execution.CallRun? Run { get; set; }

    private Rarely Rare => _rarely ?? new();

    // What few calls have is kept apart: a conversation keeps every request.
    private sealed record Rarely
    {
        public string? Repaired { get; init; }
        public string? Problem { get; init; }
        public bool Confirmed { get; init; }
        public CallId? Undoes { get; init; }
        public CallId? SameAs { get; init; }
        public byte[]? Unredacted { get; init; }
    }
}
