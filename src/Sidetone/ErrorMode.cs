namespace Sidetone;

/// <summary>How much of a failure the model may read, and so speak.</summary>
public enum ErrorMode
{
    /// <summary>The message of a <see cref="ToolException"/>; a neutral sentence for anything else.</summary>
    Auto = 0,

    /// <summary>The first line of any exception's message, cut at 200 characters.</summary>
    Summarized,

    /// <summary>Any exception's whole message.</summary>
    Passthrough,

    /// <summary>A neutral sentence, whatever was thrown.</summary>
    Hide,
}
