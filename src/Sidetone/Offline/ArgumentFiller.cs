using System.Text;

namespace Sidetone.Offline;

/// <summary>Fills a tool's arguments from words of a sentence. Values with a form of their own (a pattern, a date, a number) choose first;
/// free text takes what is left.</summary>
/// <param name="sentence">The sentence.</param>
/// <param name="start">The first word that may be used.</param>
/// <param name="end">The word after the last.</param>
/// <param name="toolStems">The stems of the tool's own words.</param>
/// <param name="isAnswer">The sentence answers a question for the first parameter: then even vague words are meant for it.</param>
internal sealed class ArgumentFiller(Sentence sentence, int start, int end, IReadOnlySet<string> toolStems, bool isAnswer = false)
{
    private readonly ValueFinder _values = new(sentence, start, end);
    private readonly TextFinder _texts = new(sentence, start, end, toolStems);

    public Filling Fill(IReadOnlyList<Parameter> parameters)
    {
        var filling = new Filling();
        var found = new Dictionary<string, string>();
        foreach (var parameter in parameters.OrderBy(Rank))
        {
            if (Value(parameter, parameters, found, filling) is { } json)
                found[parameter.Name] = json;
        }
        foreach (var parameter in parameters)       // in the order of the schema, as a person would write them
        {
            if (found.TryGetValue(parameter.Name, out var json))
                filling.Arguments[parameter.Name] = json;
            else if (parameter is { IsRequired: true, IsNullable: true })
                filling.Arguments[parameter.Name] = "null";
            else if (parameter.IsRequired)
                filling.Missing.Add(parameter);
        }
        return filling;
    }

    private static int Rank(Parameter parameter) => parameter switch
    {
        { Type: "array" or "object" } => 5,
        { Values.Count: > 0 } => 0,
        { Type: "string", Pattern: not null } => 0,
        { Type: "string", Format: "date" or "time" or "date-time" or "duration" or "email" or "uri" or "uuid" } => 1,
        { Type: "integer" or "number" } => 2,
        { Type: "boolean" } => 3,
        _ => 4,
    };

    private string? Value(Parameter parameter, IReadOnlyList<Parameter> all, IReadOnlyDictionary<string, string> found, Filling filling)
    {
        if (parameter.Type == "object")
            return Object(parameter, filling);
        if (parameter.Type == "array")
            return parameter.Item is { } item ? Array(item, parameter.IsRequired, filling) : null;
        if (_values.OfForm(parameter) is { } finds)
            return Take(Best(finds, parameter, all, found, filling), filling);
        var best = Best(_texts.Clear(filling.Used), parameter, all, found, filling);
        // An optional text is filled only by what clearly is one.
        if (best is { } clear && (parameter.IsRequired || clear.Evidence >= 0.8 || Hint(clear, parameter) > 0))
            return Take(clear, filling);
        return parameter.IsRequired ? Take(isAnswer ? _texts.Whole() : _texts.Rest(filling.Used), filling) : null;
    }

    // A value beside the parameter's name is meant for it; one beside another parameter's name is not.
    private Find? Best(IEnumerable<Find> finds, Parameter parameter, IReadOnlyList<Parameter> all, IReadOnlyDictionary<string, string> found, Filling filling)
    {
        Find? best = null;
        var height = double.MinValue;
        foreach (var find in finds)
        {
            if (Enumerable.Range(find.First, find.Last - find.First + 1).Any(filling.Used.Contains))
                continue;
            var score = Hint(find, parameter);
            if (score == 0)
                score = -all.Where(p => p != parameter && !found.ContainsKey(p.Name)).Select(p => Hint(find, p)).DefaultIfEmpty().Max() + (find.Evidence / 100);
            if (score > height)
                (best, height) = (find, score);
        }
        return best;
    }

    private double Hint(Find find, Parameter parameter)
    {
        for (var at = find.First - 1; at >= start && at >= find.First - 3; at--)
        {
            if (Names(parameter, at))
                return 1;
            if (sentence.Words[at].Lower is not ("is" or "the" or "of" or "a" or "my" or "number" or "to"))
                break;
        }
        return find.Last + 1 < end && Names(parameter, find.Last + 1) ? 0.9 : 0;
    }

    private bool Names(Parameter parameter, int at)
    {
        var word = sentence.Words[at].Lower;
        return parameter.Stems.Contains(Tools.Search.Stem.Of(word)) || (word is "into" or "in" && parameter.Stems.Contains("to"));
    }

    private static string? Take(Find? find, Filling filling)
    {
        if (find is not { } taken)
            return null;
        filling.Evidence += taken.Evidence;
        for (var i = taken.First; i <= taken.Last; i++)
            filling.Used.Add(i);
        return taken.Json;
    }

    private string? Array(Parameter item, bool isRequired, Filling filling)
    {
        var json = new List<string>();
        if (item.Type is "object")
        {
            if (Object(item, filling) is { } one)
                json.Add(one);
        }
        else
        {
            foreach (var find in (_values.OfForm(item) ?? _texts.Clear(filling.Used)).ToList())
            {
                if (!filling.Used.Contains(find.First))
                    json.Add(Take(find, filling)!);
            }
            if (json.Count == 0 && isRequired && item.Type == "string" && Take(isAnswer ? _texts.Whole() : _texts.Rest(filling.Used), filling) is { } rest)
                json.Add(rest);
        }
        return json.Count > 0 ? $"[{string.Join(',', json)}]" : null;
    }

    private string? Object(Parameter parameter, Filling filling)
    {
        var json = new StringBuilder("{");
        var found = new Dictionary<string, string>();
        foreach (var member in parameter.Members.OrderBy(Rank))
        {
            var value = Value(member, parameter.Members, found, filling) ?? (member is { IsRequired: true, IsNullable: true } ? "null" : null);
            if (value is null && member.IsRequired)
                return null;
            if (value is null)
                continue;
            found[member.Name] = value;
            json.Append(json.Length > 1 ? "," : "").Append(ValueFinder.Quote(member.Name)).Append(':').Append(value);
        }
        return json.Length > 1 ? json.Append('}').ToString() : null;
    }
}
