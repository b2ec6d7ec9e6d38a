namespace Sidetone.Conversations;

/// <summary>Waits for one input: true when it became a durable fact, false when it was dropped. Throws when the log failed.</summary>
internal sealed class Admission() : Wait<bool>(resumesOnPool: true), IAdmission
{
    [ThreadStatic]
    private static Admission? t_spare;

    public static Admission Rent()
    {
        var admission = t_spare ?? new();
        t_spare = null;
        return admission;
    }

    public void Complete(bool admitted) => Set(admitted);

    protected override void Free() => t_spare = this;
}
