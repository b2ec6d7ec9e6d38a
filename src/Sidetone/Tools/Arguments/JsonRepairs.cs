namespace Sidetone.Tools.Arguments;

/// <summary>What was mended in the text of a call's arguments. The list is closed: nothing else is ever changed.</summary>
[Flags]
internal enum JsonRepairs
{
    /// <summary>Nothing: the text was JSON.</summary>
    None = 0,

    /// <summary>Nothing was there, or <c>null</c>: no arguments.</summary>
    Empty = 1,

    /// <summary>A Markdown code fence around it.</summary>
    CodeFence = 2,

    /// <summary>Tokens of a chat template before or after it.</summary>
    TemplateTokens = 4,

    /// <summary>It was JSON written as a string of JSON.</summary>
    DoubleEncoding = 8,

    /// <summary>A comma after the last member or item.</summary>
    TrailingComma = 16,

    /// <summary>Single or typographic quotes around a string.</summary>
    Quotes = 32,

    /// <summary>Names of properties without quotes.</summary>
    UnquotedName = 64,

    /// <summary><c>True</c>, <c>False</c> or <c>None</c>.</summary>
    PythonLiteral = 128,

    /// <summary>Control characters, such as line feeds, inside a string.</summary>
    ControlCharacter = 256,

    /// <summary>A list or an object that was asked for, written as a string of JSON.</summary>
    EncodedValue = 512,
}
