using Sidetone.Cli.Models;

namespace Sidetone.Cli.Chat;

internal sealed class LiveChat(Shell shell, AgentSession session, Model model)
{
    public Task RunAsync(CancellationToken cancellationToken) => session.RunAsync(shell.Input.ReadLine() ?? model.Title, cancellationToken);
}
