using System.Diagnostics;
using Notebooks.Engine;
using Notebooks.Interactive;
using Notebooks.Tests.Engine;
using Notebooks.Tests.Jupyter;

namespace Notebooks.Tests.Interactive;

/// <summary>Every kind of endless cell, again and again in one session: on .NET 10 a second abort of a thread may never end.</summary>
[Collection(SoakCollection.Name)]
public class InterruptTests
{
    private const int Rounds = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly string[] Endless =
    [
        "while (true) ;",
        "for (;;) { for (var i = 0; i < 10; i++) { } }",
        "while (true) { try { while (true) ; } catch (Exception) { } }",
        "while (true) await Task.Yield();",
        "await Task.Delay(-1);",
        "Enumerable.Repeat(1L, int.MaxValue).Select(x => x + 1).Concat(Enumerable.Repeat(1L, " +
            "int.MaxValue)).Concat(Enumerable.Repeat(1L, int.MaxValue)).Sum(x => x)",
        "Parallel.For(0, int.MaxValue, i => { });",
        "System.Threading.Thread.Sleep(-1);",
        "Task.WaitAll([.. Enumerable.Range(0, 64).Select(_ => Task.Run(() => { while (true) ; }))]);",
        "while (true) Console.WriteLine(1);",
        "Enumerable.Repeat(1L, int.MaxValue).Concat(Enumerable.Repeat(1L, int.MaxValue)).Concat(Enumerable.Repeat(1L, int.MaxValue)).Max()",
    ];

    // On a thread of its own, which waits: one of the cells takes all threads of the pool.
    [Fact]
    public Task Twenty_interrupts_in_one_session_end_each_kind_of_cell_and_keep_the_variables() =>
        Task.Factory.StartNew(InterruptAll, TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static void InterruptAll()
    {
        using var host = new NotebookHost(AppContext.BaseDirectory);
        Run(host, "var kept = 0;", "start").Wait(TestContext.Current.CancellationToken);
        for (var round = 0; round < Rounds; round++)
        {
            var code = $"kept++; var u{round} = 1; Console.WriteLine(\"go\");\n{Endless[round % Endless.Length]}";
            var sink = new RecordingSink();
            var running = Run(host, code, $"round {round}", sink);
            while (sink.Events.Count == 0 && !running.IsCompleted) Thread.Sleep(10);
            Thread.Sleep(100);
            var clock = Stopwatch.StartNew();
            host.Interrupt();
            Assert.True(running.Wait(Patience, TestContext.Current.CancellationToken), $"round {round} did not end: {code}");
            Assert.True(running.Result.Interrupted, $"round {round}: {code}: {running.Result.Error?.Message}");
            TestContext.Current.TestOutputHelper?.WriteLine($"{clock.Elapsed.TotalMilliseconds:0} ms: {Endless[round % Endless.Length]}");
        }
        var last = new RecordingSink();
        Run(host, $"kept + u{Rounds - 1}", "end", last).Wait(TestContext.Current.CancellationToken);
        Assert.Equal($"result:{Rounds + 1}", last.All);
    }

    private static Task<CellResult> Run(NotebookHost host, string code, string name, RecordingSink? sink = null) =>
        Task.Run(() => host.ExecuteAsync(code, sink ?? new RecordingSink(), name, CancellationToken.None));
}
