namespace Sidetone.Tools.Shapes;

/// <summary>A member of an enum.</summary>
/// <param name="Name">Its name in JSON.</param>
/// <param name="Member">Its name in C#.</param>
/// <param name="IsAlias">An earlier member has the same value: it is read, never written.</param>
internal sealed record EnumName(string Name, string Member, bool IsAlias = false);
