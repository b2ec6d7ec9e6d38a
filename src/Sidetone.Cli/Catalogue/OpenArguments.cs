using Sidetone.ElevenLabs.Catalogue;

namespace Sidetone.Cli.Catalogue;

/// <summary>Where in stored arguments an object stands whose names the platform does not know.</summary>
internal static class OpenArguments
{
    public static IEnumerable<string> Of(PropertySchema? schema, string path = "") => schema switch
    {
        ObjectSchema { IsOpen: true } when path.Length > 0 && schema.IsFromModel => [path],
        ObjectSchema whole => whole.Properties.SelectMany(property => Of(property.Value, path.Length == 0 ? property.Key : $"{path}.{property.Key}")),
        ArraySchema list => Of(list.Items, path + "[]"),
        _ => [],
    };
}
