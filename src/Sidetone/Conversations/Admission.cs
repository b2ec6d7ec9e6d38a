namespace Sidetone.Conversations;

/// <summary>Waits for one input: true when it became a durable fact, false when it was dropped. Throws when the log failed.</summary>
internal sealed class Admission() : Wait<bool>(resumesOnPool: true), IAdmission
{
    [ThreadStatic]
    private static Admission? t_spare;

    public static Admission Rent(bool mayRunEarly = false)
    {
        var admission = t_spare ?? new();
        t_spare = null;
        admission.MayRunEarly = mayRunEarly;
        return admission;
    }

    public bool MayRunEarly { get; private set; }

    public void Complete(bool admitted) => Set(admitted);

    protected override void Free() => t_spare = this;
}
