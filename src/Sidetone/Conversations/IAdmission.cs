namespace Sidetone.Conversations;

/// <summary>Hears what became of one input. Runs on the loop.</summary>
internal interface IAdmission
{
    /// <summary>It need not wait for the input to be durable.</summary>
    bool MayRunEarly { get; }

    /// <summary>The input is a durable fact, or was dropped.</summary>
    void Complete(bool admitted);

    /// <summary>The log failed.</summary>
    void Fail(Exception exception);
}
