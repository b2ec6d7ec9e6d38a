namespace Sidetone.Tools.Schemas;

/// <summary>Where a keyword holds subschemas.</summary>
internal enum SubschemaShape
{
    None,
    One,
    List,
    OneOrList,
    Map,
}
