namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>How far a conversation is. A word that is not listed here is kept as it is.</summary>
/// <param name="Value">As the platform writes it.</param>
public readonly record struct ConversationStatus(string Value) : IWord<ConversationStatus>
{
    /// <summary>It was asked for.</summary>
    public static ConversationStatus Initiated => new("initiated");

    /// <summary>It runs.</summary>
    public static ConversationStatus InProgress => new("in-progress");

    /// <summary>It ended and is being analysed.</summary>
    public static ConversationStatus Processing => new("processing");

    /// <summary>It ended, and all is known of it.</summary>
    public static ConversationStatus Done => new("done");

    /// <summary>It failed.</summary>
    public static ConversationStatus Failed => new("failed");

    static ConversationStatus IWord<ConversationStatus>.Of(string value) => new(value);

    /// <summary>The word.</summary>
    public override string ToString() => Value ?? "";
}
