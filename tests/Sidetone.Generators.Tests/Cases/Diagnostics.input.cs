using System;
using System.Collections.Generic;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using System.Threading.Tasks;
using Sidetone;

#pragma warning disable CS1998

public sealed class EvenAttribute : ValidationAttribute;

public sealed record Twins([property: JsonPropertyName("a")] int A, [property: JsonPropertyName("a")] int B);

public sealed class Extended
{
    [JsonExtensionData]
    public Dictionary<string, object>? More { get; set; }
}

public abstract class Shape;

[Flags]
public enum Days { None, Monday, Tuesday }

/// <summary>Errors of types.</summary>
public static partial class Types
{
    /// <summary>d</summary>
    [Tool] public static void Object(object a) { }

    /// <summary>d</summary>
    [Tool] public static void Deep(List<Dictionary<int, string>> a) { }

    /// <summary>d</summary>
    [Tool] public static void Abstract(Shape a) { }

    /// <summary>d</summary>
    [Tool] public static void Flags(Days a) { }

    /// <summary>d</summary>
    [Tool] public static object Result() => 1;

    /// <summary>d</summary>
    [Tool] public static (int, int) Tuple() => (1, 2);
    /// <summary>x</summary>
    [Tool] public static (Agent, Agent) TwoAgents() => (new("a"), new("b"));

    /// <summary>x</summary>
    [Tool] public static Dictionary<string, Agent> Agents() => [];
    /// <summary>x</summary>
    [Tool] public static Dictionary<int, string> Keys() => [];

    /// <summary>d</summary>
    [Tool] public static void Same(Twins a) { }

    /// <summary>d</summary>
    [Tool] public static void Extension(Extended a) { }

    /// <summary>d</summary>
    [Tool] public static void Map(Dictionary<string, int> a) { }

    /// <summary>d</summary>
    [Tool] public static void ByRef(ref int a, out int b) => b = a;

    /// <summary>d</summary>
    [Tool] public static void Generic<T>() { }

    /// <summary>d</summary>
    [Tool] public static async void Void() { }
}

/// <summary>Errors of names.</summary>
public static partial class Names
{
    /// <summary>d</summary>
    [Tool(Name = "not a name")] public static void Bad() { }

    /// <summary>d</summary>
    [Tool] public static void Twice() { }

    /// <summary>d</summary>
    [Tool(Name = "twice")] public static void Again() { }

    [Tool] public static void Undescribed() { }

    public partial class Above
    {
        /// <summary>d</summary>
        [Tool] public virtual void Do() { }
    }

    public partial class Below : Above
    {
        /// <summary>d</summary>
        [Tool] public override void Do() { }
    }

    /// <summary>d</summary>
    [Tool(Duplicates = OnDuplicate.Confirm)] public static void Confirm(bool confirm_duplicate) { }
}

/// <summary>Errors of policies.</summary>
public static partial class Policies
{
    /// <summary>d</summary>
    [Tool(Interruption = OnInterruption.Cancel)] public static void Cancelled() { }

    /// <summary>d</summary>
    [Tool(Duplicates = OnDuplicate.Replace)] public static void Replaced() { }

    /// <summary>d</summary>
    [Tool(MaxAttempts = 2)] public static void Attempted() { }

    /// <summary>d</summary>
    [Tool(Effect = Effect.Reversible)] public static void NoUndo() { }

    /// <summary>d</summary>
    [Tool(Effect = Effect.Reversible, Undo = "Nowhere")] public static void Nowhere() { }

    /// <summary>d</summary>
    [Tool(Effect = Effect.Reversible, Undo = nameof(Other))] public static void Differs(int a) { }

    public static void Other(string a) { }

    /// <summary>d</summary>
    [Tool(Undo = nameof(Other))] public static void NotReversible(string a) { }

    /// <summary>d</summary>
    [Tool(TimeoutSeconds = 0, MaxConcurrency = -1, MaxOutputBytes = 1, MaxAttempts = 0)] public static void Numbers() { }
}

/// <summary>Errors of limits.</summary>
public static partial class Limits
{
    /// <summary>d</summary>
    [Tool] public static void Unknown([Even] int a, [Phone] string b) { }

    /// <summary>d</summary>
    [Tool] public static void Empty([Range(9, 1)] int a, [Length(3, 2)] string b) { }

    /// <summary>d</summary>
    [Tool] public static void Pattern([RegularExpression("(")] string a) { }

    /// <summary>d</summary>
    [Tool] public static void Default([Range(1, 9)] int a = 12, [AllowedValues("x")] string b = "y", [RegularExpression("[a-z]+")] string c = "1") { }

    /// <summary>d</summary>
    [Tool] public static void Misplaced([Range(1, 9)] string a, [EmailAddress] int b) { }
}

public class NotPartial
{
    /// <summary>d</summary>
    [Tool] public void Do() { }
}

public partial class OfT<T>
{
    /// <summary>d</summary>
    [Tool] public void Do() { }
}

public partial struct Struct
{
    /// <summary>d</summary>
    [Tool] public void Do() { }
}

public partial class Wanting(string key)
{
    /// <summary>d</summary>
    [Tool] public string Do() => key;
}

public abstract partial class Abstract
{
    /// <summary>d</summary>
    [Tool] public string Do() => "";
}

public partial class Taken
{
    public int Tools => 1;

    /// <summary>d</summary>
    [Tool] public string Do() => "";
}

public partial class Disposable : IDisposable
{
    /// <summary>d</summary>
    [Tool] public string Do() => "";

    public void Dispose() => GC.SuppressFinalize(this);
}

public partial class Requiring
{
    public required string Key { get; init; }

    /// <summary>d</summary>
    [Tool] public string Do(Hidden hidden) => Key;
}

public sealed class Hidden
{
    [JsonIgnore]
    public required string Key { get; init; }
}
