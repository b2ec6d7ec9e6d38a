using System.Text.Json;
using Sidetone.Tools.Schemas.Keywords;

namespace Sidetone.Tools.Schemas;

/// <summary>A compiled subschema: its keywords, in the order in which they are asked.</summary>
internal sealed class SchemaNode(SchemaPlace place)
{
    private Keyword[] _keywords = [];
    private bool _hasUnevaluated;

    public SchemaPlace Place { get; } = place;
    public SchemaResource Resource { get; } = place.Resource;
    public IReadOnlyList<Keyword> Keywords => _keywords;

    /// <summary>The schema <c>false</c>: nothing is valid.</summary>
    public bool IsNever => _keywords is [NeverKeyword];

    /// <summary>Filled after construction, because schemas refer to each other in circles.</summary>
    public void Define(Keyword[] keywords)
    {
        _keywords = keywords;
        _hasUnevaluated = Array.Exists(keywords, static k => k is UnevaluatedItemsKeyword or UnevaluatedPropertiesKeyword);
    }

    public T? Find<T>() where T : Keyword
    {
        foreach (var keyword in _keywords)
        {
            if (keyword is T found)
                return found;
        }
        return null;
    }

    /// <summary>Whether a value is valid here, asked by itself.</summary>
    public bool Accepts(JsonElement value) => Accepts(value, out _);

    /// <inheritdoc cref="Accepts(JsonElement)"/>
    public bool Accepts(JsonElement value, out bool gaveUp)
    {
        var evaluation = new Evaluation(report: null);
        var valid = Check(value, evaluation, seen: null);
        gaveUp = evaluation.GaveUp is not null;
        return valid && !gaveUp;
    }

    /// <param name="value">The value to look at.</param>
    /// <param name="e">The walk.</param>
    /// <param name="seen">Takes what was evaluated, if an <c>unevaluated…</c> further up asks.</param>
    public bool Check(JsonElement value, Evaluation e, Evaluated? seen)
    {
        if (_keywords.Length == 0)
            return true;
        if (!e.Enter(this))
            return false;
        // A subschema sees what its own parts evaluated, never what its neighbours did.
        var own = _hasUnevaluated ? new Evaluated() : seen;
        var valid = true;
        foreach (var keyword in _keywords)
        {
            if (keyword.Check(value, e, own))
                continue;
            valid = false;
            // What else is wrong with a value of the wrong type is noise.
            if (!e.Reports || keyword is TypeKeyword)
                break;
        }
        if (_hasUnevaluated && valid)
            seen?.Add(own!);
        e.Leave(this);
        return valid;
    }
}
