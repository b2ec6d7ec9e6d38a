namespace Sidetone.Execution;

/// <summary>A piece of work that is no object of its own.</summary>
internal sealed class Work(Action run) : IThreadPoolWorkItem
{
    public void Execute() => run();
}
