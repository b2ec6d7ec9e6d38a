using Sidetone.Tools.Shapes;

namespace Sidetone.Generators.Models;

/// <summary>A method as it is called.</summary>
/// <param name="Name">Its name in C#.</param>
/// <param name="IsStatic">It needs no instance.</param>
/// <param name="Arguments">C# expressions over the bound call and <c>run</c>.</param>
/// <param name="IsAwaited">What it returns is awaited.</param>
/// <param name="Result">What comes of it.</param>
internal sealed record MethodModel(string Name, bool IsStatic, EquatableArray<string> Arguments, bool IsAwaited, ResultModel Result);
