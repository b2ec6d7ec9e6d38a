namespace Sidetone.Tools.Schemas;

/// <summary>What <c>format</c> does.</summary>
internal enum FormatAssertion
{
    /// <summary>It is a note that checks nothing, as the standard has it unless a schema's dialect says otherwise.</summary>
    None,

    /// <summary><c>date</c>, <c>time</c>, <c>date-time</c>, <c>duration</c>, <c>email</c>, <c>uri</c>, <c>uuid</c>, <c>ipv4</c> and <c>ipv6</c>
    /// are checked, but a time may leave out its offset, and a duration may have a sign and a fraction of a second: .NET's own types read and write them so.</summary>
    Tolerant,

    /// <summary>The same, each exactly as its standard has it.</summary>
    Strict,
}
