using Sidetone.Cli.Models;

namespace Sidetone.Cli.Chat.Live;

/// <summary>A chat at a terminal: typing while the agent speaks interrupts it, like a voice would.</summary>
internal sealed class LiveChat(Shell shell, AgentSession session, Model model)
{
    private static readonly TimeSpan s_frame = TimeSpan.FromMilliseconds(100);

    private readonly LiveView _view = new(
        new(shell.Output, static () => Console.WindowWidth),
        new(isPlain: shell.Variable("NO_COLOR") is { Length: > 0 }),
        shell.Time);

    private int _turn;
    private bool _hasInterrupted;   // by the key before this one

    public async Task RunAsync(IReadOnlyList<string> banner, CancellationToken cancellationToken)
    {
        var keys = Keyboard.Read(cancellationToken);    // before anything invites to type
        _view.Write(banner);
        await session.StartAsync(cancellationToken);
        var following = new Follower(session, _view).FollowAsync();
        using var timer = new PeriodicTimer(s_frame, shell.Time);
        var ticking = TickAsync(timer);
        try
        {
            await foreach (var key in keys)
            {
                if (!await TakeAsync(key))
                    break;
                _view.Refresh();
            }
        }
        finally
        {
            _view.Editor.Clear();
            await session.DisposeAsync();
            await following;
            timer.Dispose();
            await ticking;
            await shell.Output.WriteLineAsync();
        }
    }

    private async Task<bool> TakeAsync(ConsoleKeyInfo key)
    {
        var isControl = key.Modifiers == ConsoleModifiers.Control;
        if (isControl && key.Key == ConsoleKey.C)
            return await InterruptAsync();
        _hasInterrupted = false;
        if (isControl && key.Key == ConsoleKey.D && _view.Editor.Text.Length == 0)
            return false;
        if (_view.IsSpeaking && key.KeyChar >= ' ')
            await session.InterruptAsync();
        if (_view.Editor.Take(key) is { Length: > 0 } line)
            _ = SayAsync(line);
        return true;
    }

    private async Task<bool> InterruptAsync()
    {
        if (_hasInterrupted || (!_view.IsBusy && _view.Editor.Text.Length == 0))
            return false;
        _view.Editor.Clear();
        if (!_view.IsBusy)
            return true;
        _hasInterrupted = true;
        if (!await session.InterruptAsync())
            _view.Write("       This may not be interrupted. Ctrl+C again leaves.");
        return true;
    }

    private async Task SayAsync(string line)
    {
        var turn = ++_turn;
        try
        {
            _view.Listen(turn);
            var reply = session.RunStreaming(line);
            await foreach (var words in reply)
                _view.Hear(turn, words);
            await reply.Result;
        }
        catch (Exception exception)
        {
            _view.Write("       " + Printable.OnOneLine(model.Describe(exception)));
        }
    }

    private async Task TickAsync(PeriodicTimer timer)
    {
        while (await timer.WaitForNextTickAsync())
            _view.Refresh(onlyIfRunning: true);
    }
}
