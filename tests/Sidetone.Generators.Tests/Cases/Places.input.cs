using System;
using System.Collections.Generic;
using System.Text.Json.Serialization;
using Sidetone;

#pragma warning disable CS0219, CS8321

file static partial class OnlyHere
{
    /// <summary>d</summary>
    [Tool] public static void InAFile() { }

    public static partial class Within
    {
        /// <summary>d</summary>
        [Tool] public static void AlsoInAFile() { }
    }
}

// File names of generated code do not tell cases apart on every disk.
public static partial class Desk
{
    /// <summary>d</summary>
    [Tool] public static void One() { }
}

public static partial class desk
{
    /// <summary>d</summary>
    [Tool] public static void Two() { }
}

public interface IDesk
{
    void Do();
}

public partial class Places : IDesk
{
    /// <summary>d</summary>
    [Tool(Name = "explicit")] void IDesk.Do() { }

    /// <summary>d</summary>
    [Tool] public static Places operator +(Places a) => a;

    public int Number
    {
        [Tool] get => 1;
    }

    public void Outer()
    {
        [Tool] void Inner() { }
        Inner();
    }

    /// <summary>d</summary>
    [Tool, Obsolete("Gone.", true)] public void Gone() { }
}

public partial class Tools
{
    /// <summary>d</summary>
    [Tool] public void Do() { }
}

public partial class From
{
    /// <summary>d</summary>
    [Tool] public void Do() { }
}

public static partial class Underscored
{
    /// <summary>d</summary>
    [Tool] public static void Do() { }

    public static class __DoTool;
}

// What is wrong with a base is said of the base alone.
public class OpenBase
{
    /// <summary>d</summary>
    [Tool] public void Do() { }
}

public partial class OfOpenBase : OpenBase
{
    /// <summary>d</summary>
    [Tool] public void More() { }
}

public partial class GenericBase<T>
{
    /// <summary>d</summary>
    [Tool] public void Do() { }
}

public partial class OfGenericBase : GenericBase<int>
{
    /// <summary>d</summary>
    [Tool] public void More() { }
}

public partial class TakenBase
{
    public static int Tools => 1;

    /// <summary>d</summary>
    [Tool] public void Do() { }
}

public partial class OfTakenBase : TakenBase
{
    /// <summary>d</summary>
    [Tool] public void More() { }
}

public partial class Undoing
{
    /// <summary>d</summary>
    [Tool(Effect = Effect.Reversible, Undo = nameof(ByReference))] public void A(int a) { }

    public void ByReference(ref int a) { }

    /// <summary>d</summary>
    [Tool(Effect = Effect.Reversible, Undo = nameof(OfAnything))] public void B(int a) { }

    public void OfAnything<T>(int a) { }

    /// <summary>d</summary>
    [Tool(Effect = Effect.Reversible, Undo = nameof(NotNull))] public void C(List<string?> a) { }

    public void NotNull(List<string> a) { }

    /// <summary>d</summary>
    [Tool(Effect = Effect.Reversible, Undo = nameof(Nobody))] public void D(int a) { }

    public async void Nobody(int a) => await System.Threading.Tasks.Task.Yield();
}

public class Hidden
{
    public int A { private get; set; }
}

public class Out
{
    [JsonConstructor]
    public Out(out int a) => a = 1;

    public int A { get; }
}

[JsonDerivedType(typeof(Case), "a"), JsonDerivedType(typeof(Case), "b")]
public abstract class Twice;

public class Case : Twice;

public static partial class Members
{
    /// <summary>d</summary>
    [Tool] public static void A(Hidden a) { }

    /// <summary>d</summary>
    [Tool] public static void B(Out a) { }

    /// <summary>d</summary>
    [Tool] public static void C(Twice a) { }

    /// <summary>d</summary>
    [Tool] public static dynamic D() => 1;

    /// <summary>d</summary>
    [Tool] public static unsafe int* E() => null;

    /// <summary>d</summary>
    [Tool(TimeoutSeconds = 1e-9)] public static void F() { }
}
