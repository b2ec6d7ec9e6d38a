using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Sidetone.Execution;

namespace Sidetone.Offline;

/// <summary>Reads results back in sentences: text as it is, objects as labels and values, lists one by one.</summary>
/// <param name="today">What "tomorrow" counts from.</param>
internal sealed class Results(DateOnly today)
{
    private const int MaxItems = 6;
    private static readonly string[] s_heads = ["id", "name", "title", "number", "code"];

    /// <summary>A result's output as text.</summary>
    public static string Text(FunctionResultContent result) => result.Result switch
    {
        null => result.Exception is null ? Answers.Nothing : "That did not work.",
        string text => text,
        JsonElement { ValueKind: JsonValueKind.String } element => Read(element),
        JsonElement element => element.GetRawText(),
        TextContent content => content.Text,
        var other => other.ToString() ?? "",
    };

    /// <summary>A result as a sentence.</summary>
    /// <param name="tool">The tool's name; empty for a note.</param>
    /// <param name="output">Its output.</param>
    public string Say(string tool, string output)
    {
        var label = Labels.Of(tool);
        return output switch
        {
            Answers.Running => $"{Capital(label)} is still running; I will tell you when it is done.",
            Answers.Stopping => $"I have told {label} to stop.",
            "" => $"{Capital(label)} is done.",
            _ when tool.Length == 0 => "News: " + Sentence(output),
            _ when Problems(output) is { } problems => $"That did not work: {Sentence(problems)}",
            _ => Sentence(Described(label, output) ?? WithoutAside(output)),
        };
    }

    private string Describe(string label, JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array when json.GetArrayLength() == 0 => $"{Capital(label)} found nothing",
        JsonValueKind.Array => $"{Capital(label)} found {json.GetArrayLength()}: {Items(json)}",
        JsonValueKind.Object => Capital(Object(json, Noun(label))),
        _ => $"That is {Value(json)}",
    };

    private string Object(JsonElement json, string noun = "")
    {
        var members = json.EnumerateObject().Where(m => m.Value.ValueKind != JsonValueKind.Null).ToList();
        var at = members.FindIndex(m => s_heads.Contains(m.Name, StringComparer.OrdinalIgnoreCase) && m.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number);
        var rest = string.Join(", ", members.Where((_, i) => i != at).Select(m => $"{Labels.Of(m.Name)} {Value(m.Value)}"));
        return at < 0 ? rest : rest.Length == 0 ? noun + Value(members[at].Value) : $"{noun}{Value(members[at].Value)}: {rest}";
    }

    // What "find order" returns is an order.
    private static string Noun(string label) => label.Split(' ') is [_, .., var last] && !last.EndsWith('s') ? Capital(last) + " " : "";

    private string Items(JsonElement json)
    {
        var items = json.EnumerateArray().Take(MaxItems).Select(Value).ToList();
        var isLong = json.EnumerateArray().Any(i => i.ValueKind is JsonValueKind.Object or JsonValueKind.Array);
        var more = json.GetArrayLength() - items.Count;
        if (more > 0)
            items.Add($"{more} more");
        return isLong ? string.Join("; ", items) : Labels.Join(items);
    }

    private string Value(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.Null => "nothing",
        JsonValueKind.Array => json.GetArrayLength() == 0 ? "none" : Items(json),
        JsonValueKind.Object => Object(json),
        JsonValueKind.String => Moment(json.GetString()!),
        _ => json.GetRawText(),
    };

    private string Moment(string text)
    {
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return text;
        return (date.DayNumber - today.DayNumber) switch
        {
            0 => "today",
            1 => "tomorrow",
            -1 => "yesterday",
            _ => date.ToString("dddd, d MMMM yyyy", CultureInfo.InvariantCulture),
        };
    }

    // Of "The arguments of x are not valid, so it was not run. What is wrong. What to do about it." a caller needs the middle.
    private static string? Problems(string output)
    {
        const string Start = "The arguments of ";
        const string Middle = ", so it was not run. ";
        var at = output.StartsWith(Start, StringComparison.Ordinal) ? output.IndexOf(Middle, StringComparison.Ordinal) : -1;
        if (at < 0)
            return null;
        var end = output.LastIndexOf(". ", StringComparison.Ordinal);
        at += Middle.Length;
        return end > at ? output[at..end] : output[at..];
    }

    // What is meant for models that plan, such as how to repeat a call on purpose, stands in brackets on a line of its own.
    private static string WithoutAside(string output) =>
        output.LastIndexOf("\n(", StringComparison.Ordinal) is var at and > 0 && output.EndsWith(')') ? output[..at] + " It was not done twice." : output;

    private static string Read(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return text.GetRawText();   // half a character
        }
    }

    private string? Described(string label, string output)
    {
        try
        {
            return output.AsSpan().TrimStart() is ['{' or '[' or '-' or 't' or 'f' or (>= '0' and <= '9'), ..] ? Describe(label, JsonElement.Parse(output)) : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or ArgumentException or InvalidOperationException)    // the latter two: half a character
        {
            return null;    // it is text after all
        }
    }

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static string Sentence(string text)
    {
        text = text.Trim();
        return text.Length == 0 || text[^1] is '.' or '!' or '?' or ':' or ')' or '…' ? text : text + ".";
    }
}
