using Microsoft.DotNet.Interactive.Formatting;
using Notebooks.Engine;

namespace Notebooks.Tests.Engine;

public class InterruptTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("var u = 3; Console.WriteLine(\"go\"); while (true) ;")]
    [InlineData("var u = 3; await Task.Delay(1); Console.WriteLine(\"go\"); while (true) ;")]
    [InlineData("var u = 3; await Task.Yield(); Console.WriteLine(\"go\"); await Task.Delay(-1);")]
    [InlineData("var u = 3; Console.WriteLine(\"go\"); System.Threading.Thread.Sleep(-1);")]
    [InlineData("var u = 3; Console.WriteLine(\"go\"); while (true) { try { while (true) ; } catch (Exception) { } }")]
    [InlineData("var u = 3; Console.WriteLine(\"go\"); while (true) Console.WriteLine(1);")]
    public async Task An_interrupt_ends_the_cell_and_keeps_what_it_declared(string endless)
    {
        using var session = new Session(AppContext.BaseDirectory);
        var started = new StartedSink();
        var running = session.ExecuteAsync("var t = 1;\n" + endless, started, "cell 1", TestContext.Current.CancellationToken);
        await started.Started.WaitAsync(Patience, TestContext.Current.CancellationToken);
        session.Interrupt();
        var result = await running.WaitAsync(Patience, TestContext.Current.CancellationToken);

        Assert.True(result.Interrupted);
        Assert.Equal("Interrupted", result.Error?.Name);
        Assert.Equal("result:4", (await Cells.Run(session, "t + u")).All);
    }

    private sealed class StartedSink : IOutputSink
    {
        private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Started => _started.Task;

        public void Text(string text, bool error) => _started.TrySetResult();

        public void Display(string id, IReadOnlyList<FormattedValue> forms) { }

        public void Update(string id, IReadOnlyList<FormattedValue> forms) { }

        public void Result(IReadOnlyList<FormattedValue> forms) { }

        public void Error(CellError error) => _started.TrySetResult();
    }
}
