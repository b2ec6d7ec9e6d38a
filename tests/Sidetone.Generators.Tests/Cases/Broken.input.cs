using Sidetone;

public partial class Broken
{
    /// <summary>Of types that are not there the compiler speaks already.</summary>
    [Tool]
    public Nothing Do(Missing missing) => null;

    /// <summary>Still written.</summary>
    [Tool]
    public int Fine(int a) => a;
}
