using Microsoft.CodeAnalysis.CSharp;

namespace Sidetone.Generators;

/// <summary>Names as C# takes them.</summary>
internal static class CSharpNames
{
    /// <summary>A keyword gets its @.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;
}
