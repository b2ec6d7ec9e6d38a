using Microsoft.Extensions.AI;

namespace Sidetone.Cli.Models;

/// <summary>A model that can be talked to.</summary>
/// <param name="Client">The model.</param>
/// <param name="Title">Its name for the first line of a chat.</param>
internal sealed record Model(IChatClient Client, string Title) : IDisposable
{
    /// <summary>What to say when it failed: one line.</summary>
    public Func<Exception, string> Describe { get; init; } = static exception => exception.Message;

    public void Dispose() => Client.Dispose();
}
