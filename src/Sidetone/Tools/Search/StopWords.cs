using System.Collections.Frozen;

namespace Sidetone.Tools.Search;

/// <summary>Words that say nothing about which tool is meant. Question words stay: "when" and "where" do.</summary>
internal static class StopWords
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_words = FrozenSet.ToFrozenSet(
    [
        "a", "about", "all", "am", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by", "can", "could", "did", "do", "does",
        "for", "from", "had", "has", "have", "he", "her", "hers", "him", "his", "how", "i", "if", "in", "into", "is", "it", "its", "just",
        "let", "like", "may", "me", "might", "mine", "must", "my", "need", "no", "not", "of", "off", "on", "or", "our", "ours", "out",
        "please", "shall", "she", "should", "so", "some", "such", "than", "that", "the", "their", "them", "then", "there", "these", "they",
        "this", "those", "to", "too", "us", "very", "want", "was", "we", "were", "what", "which", "who", "will", "with", "would", "you",
        "your", "yours",
    ]).GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool Contains(ReadOnlySpan<char> word) => s_words.Contains(word);
}
