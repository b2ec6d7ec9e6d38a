namespace Sidetone.Tools.Shapes;

/// <summary>When a writer leaves a member out.</summary>
internal enum MemberOmission
{
    Never,
    WhenNull,
    WhenDefault,
}
