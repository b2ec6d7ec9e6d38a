using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Sidetone.Tools.Schemas;

/// <summary>One walk of a value through a schema: where errors go, what bounds the walk, and the dynamic scope.</summary>
/// <remarks>Keywords write <c>return e.Reports &amp;&amp; e.Fail($"…")</c>: false either way, and no text is made where nobody reads it.</remarks>
internal sealed class Evaluation(ArgumentErrors? report)
{
    // A schema and a value of 64 levels each fit many times; a reference that turns in a circle ends here, not in a stack overflow.
    private const int MaxDepth = 512;

    // Nested alternatives multiply. This many subschemas take some 20 ms.
    private const int MaxSteps = 200_000;

    private ArgumentErrors? _errors = report;
    private List<SchemaResource>? _scope;
    private int _steps;
    private int _level;
    private int _branchLevel;

    /// <summary>Someone reads the errors, so all are looked for; otherwise the first one ends the walk.</summary>
    public bool Reports => _errors is not null;

    /// <summary>Why the walk was given up. What it found until then is not to be trusted.</summary>
    public string? GaveUp { get; private set; }

    /// <summary>How far the value is from what was asked: small for a near miss. Only counted while errors are read.</summary>
    public int Distance { get; private set; }

    public int Mark => _errors?.Count ?? 0;

    public IReadOnlyList<SchemaResource> Scope => _scope ??= [];

    public int Depth { get; private set; }

    public bool Enter(SchemaNode node)
    {
        if (GaveUp is not null)
            return false;
        if (++_steps > MaxSteps)
            GaveUp = "is too large for the alternatives of its schema to be checked";
        else if (Depth >= MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            GaveUp = "is nested too deeply";
        if (GaveUp is not null)
            return false;
        Depth++;
        if (node.Resource.IsPartOfDynamicScope)
            (_scope ??= []).Add(node.Resource);
        return true;
    }

    public void Leave(SchemaNode node)
    {
        Depth--;
        if (node.Resource.IsPartOfDynamicScope)
            _scope!.RemoveAt(_scope.Count - 1);
    }

    public bool Fail(string message, int weight = 1) => Fail("", message, weight);

    public bool Fail(string path, string message, int weight = 1)
    {
        _errors?.Add(path, message);
        // A wrong type at the top of a branch says more than a wrong value deep inside it.
        Distance += Math.Max(1, weight >> (3 * Math.Min(10, _level - _branchLevel)));
        return false;
    }

    public bool GiveUp(string reason)
    {
        GaveUp ??= reason;
        return false;
    }

    public bool Child(SchemaNode node, JsonElement value, string name)
    {
        var mark = Mark;
        _level++;
        var valid = node.Check(value, this, seen: null);
        _level--;
        if (!valid)
            _errors?.Prefix(mark, name);
        return valid;
    }

    public bool Child(SchemaNode node, JsonElement value, int index)
    {
        var mark = Mark;
        _level++;
        var valid = node.Check(value, this, seen: null);
        _level--;
        if (!valid)
            _errors?.Prefix(mark, index);
        return valid;
    }

    /// <summary>Asks without reporting: a branch that fails is no error of the value.</summary>
    public bool Matches(SchemaNode node, JsonElement value, Evaluated? seen)
    {
        var errors = _errors;
        _errors = null;
        var own = seen is null ? null : new Evaluated();
        var valid = node.Check(value, this, own);
        if (valid && own is not null)
            seen!.Add(own);
        _errors = errors;
        return valid;
    }

    /// <summary>What one branch has to say about the value, apart from the rest, and how far off it is.</summary>
    public (ArgumentErrors Errors, int Distance) Explain(SchemaNode node, JsonElement value)
    {
        var (errors, distance, branchLevel) = (_errors, Distance, _branchLevel);
        var branch = new ArgumentErrors();
        (_errors, Distance, _branchLevel) = (branch, 0, _level);
        node.Check(value, this, seen: null);
        var result = (branch, Distance);
        (_errors, Distance, _branchLevel) = (errors, distance, branchLevel);
        return result;
    }

    /// <summary>Takes over a branch's errors.</summary>
    public bool Fail(ArgumentErrors branch)
    {
        foreach (var (path, message) in branch.Told)
            Fail(path, message);
        return false;
    }
}
