namespace Sidetone.Tools.Schemas;

/// <summary>A schema cannot be compiled; the message says where, and what to change.</summary>
internal sealed class JsonSchemaException : Exception
{
    internal JsonSchemaException(string location, string message)
        : base($"{(location.Length == 0 ? "The schema" : "#" + location)}{(message[0] == ':' ? "" : " ")}{message}") => Location = location;

    /// <summary>Where in its document: a JSON pointer, empty for the root.</summary>
    public string Location { get; }
}
