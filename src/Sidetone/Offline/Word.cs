namespace Sidetone.Offline;

/// <summary>One word of a sentence.</summary>
/// <param name="Text">The word without the punctuation around it; a quotation without its marks.</param>
/// <param name="Start">Where it starts in the sentence.</param>
/// <param name="End">Where it ends, exclusive.</param>
/// <param name="IsQuoted">It stood in quotation marks, and may be several words.</param>
/// <param name="After">The punctuation that followed it; a space for none.</param>
internal readonly record struct Word(string Text, int Start, int End, bool IsQuoted = false, char After = ' ')
{
    /// <summary>In lower case, for comparing.</summary>
    public string Lower { get; } = Text.ToLowerInvariant();

    /// <summary>Begins with a capital letter.</summary>
    public bool IsCapitalised => !IsQuoted && char.IsUpper(Text[0]);

    /// <summary>Looks like something printed on a receipt: letters and digits, or capitals only, as in A-1027, SKU7 or TK-421.</summary>
    public bool IsCode => !IsQuoted && Text.Length > 1 && !Text.Contains('@', StringComparison.Ordinal)
        && Text.AsSpan().ContainsAnyInRange('0', '9') && Text.Any(char.IsLetter);

    public bool Is(string word) => Lower == word;
}
