namespace Sidetone;

/// <summary>When two calls of a tool count as the same action.</summary>
public enum DuplicateScope
{
    /// <summary>The same tool with equal validated arguments: an omitted argument equals its default, and 1 equals 1.0.</summary>
    Arguments = 0,

    /// <summary>The same tool, whatever the arguments.</summary>
    Name,
}
