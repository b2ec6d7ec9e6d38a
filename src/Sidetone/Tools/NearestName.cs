namespace Sidetone.Tools;
internal static class NearestName { public static string? Find(string name, IEnumerable<string> names) => null; }
