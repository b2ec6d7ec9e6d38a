using System.Globalization;
using System.Text;

namespace Sidetone.Tools;

/// <summary>What is wrong with a call's arguments, field by field, in words that a model can act on.</summary>
public sealed class ArgumentErrors
{
    /// <summary>More than this many are counted, not told.</summary>
    public const int MaxTold = 8;

    private List<(string Path, string Message)>? _errors;

    /// <summary>A property that an object does not have is passed over, unless it looks like a misspelling of one that it has.</summary>
    internal bool ToleratesUnknown { get; set; }

    /// <summary>How many were reported.</summary>
    public int Count { get; private set; }

    /// <summary>The errors that are told: a path such as <c>items[2].sku</c> (empty for the whole object), and what is wrong there.</summary>
    public IReadOnlyList<(string Path, string Message)> Told => _errors ?? [];

    /// <summary>Reports an error.</summary>
    /// <param name="path">Where: a property's name, or a path.</param>
    /// <param name="message">What is wrong and what would be right: <c>must be at most 9, not 12</c>.</param>
    public void Add(string path, string message)
    {
        if (++Count <= MaxTold)
            (_errors ??= []).Add((path, message));
    }

    /// <summary>Puts a parent's name before the paths of all errors since <paramref name="mark"/>.</summary>
    /// <param name="mark">The value of <see cref="Count"/> before the child was read.</param>
    /// <param name="name">The parent property.</param>
    public void Prefix(int mark, string name)
    {
        for (var i = mark; i < Told.Count; i++)
        {
            var (path, message) = _errors![i];
            _errors[i] = (path.Length == 0 ? name : path[0] == '[' ? name + path : name + "." + path, message);
        }
    }

    /// <summary>Puts a parent's index before the paths of all errors since <paramref name="mark"/>.</summary>
    /// <param name="mark">The value of <see cref="Count"/> before the child was read.</param>
    /// <param name="index">The position in the parent array.</param>
    public void Prefix(int mark, int index) => Prefix(mark, "[" + index.ToString(CultureInfo.InvariantCulture) + "]");

    /// <summary>The message for the model.</summary>
    /// <param name="tool">The tool's name.</param>
    /// <param name="sensitive">Arguments of which nothing is told but that they are missing or wrong.</param>
    public string ToMessage(string tool, IReadOnlyList<string>? sensitive = null)
    {
        var text = new StringBuilder("The arguments of ").Append(tool).Append(" are not valid, so it was not run. ");
        for (var i = 0; i < Told.Count; i++)
        {
            if (i > 0)
                text.Append("; ");
            text.Append(Told[i].Path.Length > 0 ? Told[i].Path : "The object").Append(' ');
            text.Append(sensitive?.Contains(Root(Told[i].Path)) == true ? Withheld(Told[i].Message) : Told[i].Message);
        }
        if (Count > MaxTold)
            text.Append("; and ").Append(Count - MaxTold).Append(" more");
        return text.Append(text[^1] == '?' ? "" : ".").Append(" Correct this and call it again.").ToString();
    }

    // That a secret is missing is none.
    private static string Withheld(string message) => message == "is required" ? message : "is not valid";

    private static string Root(string path) => path.IndexOfAny(['.', '[']) is var end and > 0 ? path[..end] : path;
}
