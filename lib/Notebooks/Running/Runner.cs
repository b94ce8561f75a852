namespace Notebooks.Running;

/// <summary>Runs notebooks, several at a time, each in a fresh process, and reports on each when it ends.</summary>
/// <param name="console">Where a line for each notebook goes.</param>
/// <param name="live">Whether that is a terminal, which shows the running cells meanwhile.</param>
/// <param name="parallel">How many at a time; null: what this machine can do.</param>
internal sealed class Runner(TextWriter console, bool live, int? parallel = null)
{
    private readonly RunReport _report = new(console, live);
    private volatile bool _ending;

    /// <param name="jobs">What to run; the line of each is printed when it ends.</param>
    /// <returns>The exit code: 0 when all passed.</returns>
    public async Task<int> Run(IReadOnlyList<NotebookJob> jobs)
    {
        var machine = Slots.OfThisMachine(parallel, jobs.Count);
        var waiting = new Queue<NotebookJob>(PromisedTime.LongestFirst(jobs));
        void Stop(object? sender, EventArgs e) => _ending = true;
        AppDomain.CurrentDomain.ProcessExit += Stop;
        await Task.WhenAll(Enumerable.Range(0, machine.Count).Select(_ => Work(waiting, machine.Threads)));
        AppDomain.CurrentDomain.ProcessExit -= Stop;
        return _report.End();
    }

    private async Task Work(Queue<NotebookJob> waiting, int? threads)
    {
        while (!_ending && Next(waiting) is { } job)
        {
            var child = new ChildProcess(job, threads, cell => _report.Progress(job, cell));
            _report.Progress(job, cell: 0);
            var problem = await child.Run();
            if (!_ending) _report.Ended(job, problem, child);
        }
    }

    private static NotebookJob? Next(Queue<NotebookJob> waiting)
    {
        lock (waiting) return waiting.TryDequeue(out var job) ? job : null;
    }
}
