using Sidetone;

public partial class Broken
{
    /// <summary>Of types that are not there the compiler speaks already.</summary>
    [Tool]
    public Nothing Do(Missing missing) => null;

    /// <summary>The compiler says that this is no place for it.</summary>
    [Tool]
    public int Property { get; set; }

    /// <summary>Still written.</summary>
    [Tool]
    public int Fine(int a) => a;
}
