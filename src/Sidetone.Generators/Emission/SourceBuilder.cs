using System.Text;

namespace Sidetone.Generators.Emission;

/// <summary>Source code with its indentation.</summary>
internal sealed class SourceBuilder
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public void Line(string text = "")
    {
        if (text.Length > 0)
            _text.Append(' ', _depth * 4).Append(text);
        _text.Append('\n');
    }

    /// <summary>Opens a block under a line.</summary>
    public void Open(string line)
    {
        Line(line);
        Line("{");
        _depth++;
    }

    public void Close(string end = "}")
    {
        _depth--;
        Line(end);
    }

    /// <summary>A line under an <c>if</c>.</summary>
    public void Under(string condition, string statement)
    {
        Line(condition);
        _depth++;
        Line(statement);
        _depth--;
    }

    public override string ToString() => _text.ToString();
}
