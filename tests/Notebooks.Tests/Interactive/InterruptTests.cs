using System.Diagnostics;
using Notebooks.Interactive;
using Notebooks.Tests.Engine;

namespace Notebooks.Tests.Interactive;

/// <summary>Every kind of endless cell, again and again in one session: on .NET 10 a second abort of a thread may never end.</summary>
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
        "Enumerable.Repeat(1L, int.MaxValue).Select(x => x + 1).Concat(Enumerable.Repeat(1L, int.MaxValue)).Concat(Enumerable.Repeat(1L, int.MaxValue)).Sum(x => x)",
        "Parallel.For(0, int.MaxValue, i => { });",
        "System.Threading.Thread.Sleep(-1);",
        "Task.WaitAll([.. Enumerable.Range(0, 64).Select(_ => Task.Run(() => { while (true) ; }))]);",
        "while (true) Console.WriteLine(1);",
        "Enumerable.Repeat(1L, int.MaxValue).Concat(Enumerable.Repeat(1L, int.MaxValue)).Concat(Enumerable.Repeat(1L, int.MaxValue)).Max()",
    ];

    [Fact]
    public async Task Twenty_interrupts_in_one_session_end_each_kind_of_cell_and_keep_the_variables()
    {
        using var host = new NotebookHost(AppContext.BaseDirectory);
        await Hosted.Run(host, "var kept = 0;");
        var slowest = TimeSpan.Zero;
        for (var round = 0; round < Rounds; round++)
        {
            var code = $"kept++; var u{round} = 1; Console.WriteLine(\"go\");\n{Endless[round % Endless.Length]}";
            var sink = new RecordingSink();
            var running = host.ExecuteAsync(code, sink, $"round {round}", TestContext.Current.CancellationToken);
            while (sink.Events.Count == 0 && !running.IsCompleted) await Task.Delay(10, TestContext.Current.CancellationToken);
            await Task.Delay(100, TestContext.Current.CancellationToken);
            var clock = Stopwatch.StartNew();
            host.Interrupt();
            var result = await running.WaitAsync(Patience, TestContext.Current.CancellationToken);
            if (clock.Elapsed > slowest) slowest = clock.Elapsed;
            Assert.True(result.Interrupted, $"round {round}: {code}: {result.Error?.Message}");
        }
        Assert.Equal($"result:{Rounds + 1}", (await Hosted.Run(host, $"kept + u{Rounds - 1}")).All);
        TestContext.Current.TestOutputHelper?.WriteLine($"slowest: {slowest.TotalMilliseconds:0} ms");
    }
}
