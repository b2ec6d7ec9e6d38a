namespace Sidetone;

/// <summary>How a result that comes after its turn has ended reaches the caller. A result within its turn is always part of it.</summary>
public enum ResultDelivery
{
    /// <summary>As soon as nobody speaks, in a reply of its own. The default.</summary>
    WhenIdle = 0,

    /// <summary>At once: the running reply is interrupted for it.</summary>
    Interrupt,

    /// <summary>With the next turn, whenever that is.</summary>
    NextTurn,

    /// <summary>It is kept in the history and never asks for a reply, within its turn either.</summary>
    Silent,
}
