namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>A word of the platform's: one of a list that grows. A word that is not known here is kept.</summary>
/// <typeparam name="TSelf">The kind of word.</typeparam>
internal interface IWord<TSelf>
    where TSelf : struct, IWord<TSelf>
{
    string Value { get; }

    static abstract TSelf Of(string value);
}
