using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace Notebooks.Engine;

/// <summary>One notebook's C#: the cells that ran so far and what they declared. The headless runner, the stdio service and the
/// Jupyter kernel are thin shells over this class.</summary>
/// <remarks>Cells run one after the other on one thread. <see cref="Interrupt"/> may be called from any thread while a cell runs.</remarks>
internal sealed class Session : IDisposable
{
    private readonly CellThread thread = new();
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly ScriptReferences references;
    private readonly CellErrors errors = new();
    private CancellationTokenSource? running;
    private ScriptState<object?>? state;

    /// <param name="folder">The notebook's folder, from which a relative <c>#r</c> is resolved.</param>
    public Session(string folder)
    {
        references = new ScriptReferences(Path.GetFullPath(folder));
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
        ConsoleCapture.Install();
    }

    /// <summary>Compiles and runs a trivial cell of a session that is thrown away, so that the first real cell finds a warm compiler.</summary>
    public static Task WarmUp() => Task.Run(async () =>
    {
        var state = await CSharpScript.RunAsync<object?>("var i = 1;", Options(new ScriptReferences(Environment.CurrentDirectory), "warm-up"));
        await state.ContinueWithAsync<object?>("Enumerable.Range(0, i).Select(x => x + 1).ToArray()");
    });

    /// <summary>Runs a cell after those already waiting, pushing its outputs to <paramref name="sink"/> as they arise. What a failed or interrupted
    /// cell declared before it stopped stays declared.</summary>
    /// <param name="code">The cell's text.</param>
    /// <param name="sink">Where its outputs go, the error included.</param>
    /// <param name="cellName">What messages call it, such as <c>cell 3</c>; unique within the session.</param>
    /// <param name="cancellation">Interrupts the cell, as <see cref="Interrupt"/> does.</param>
    /// <returns>How it ended. Errors of the cell are results, never exceptions.</returns>
    public async Task<CellResult> ExecuteAsync(string code, IOutputSink sink, string cellName, CancellationToken cancellation = default)
    {
        await turn.WaitAsync(CancellationToken.None);
        try
        {
            using var interrupt = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            Volatile.Write(ref running, interrupt);
            return await thread.Run(() => Execute(code, sink, cellName, interrupt.Token));
        }
        finally
        {
            Volatile.Write(ref running, null);
            turn.Release();
        }
    }

    /// <summary>Stops the running cell, also an endless loop; does nothing when none runs. The session stays usable.</summary>
    public void Interrupt()
    {
        try { Volatile.Read(ref running)?.Cancel(); }
        catch (ObjectDisposedException) { /* it ended by itself just now */ }
    }

    public void Dispose()
    {
        Interrupt();
        thread.Dispose();
    }

    private CellResult Execute(string code, IOutputSink sink, string cellName, CancellationToken cancellation)
    {
        using var outputs = new CellOutputs(sink);
        outputs.Enter();
        errors.Remember(cellName, code);
        try
        {
            var run = new CellRun(Create(code, cellName), state, outputs);
            var next = run.Run(cancellation);
            state = next ?? state;
            return Finish(outputs, run.Failure is { } failure ? errors.Of(failure, cellName) : null, interrupted: false);
        }
        catch (CompilationErrorException error)
        {
            return Finish(outputs, errors.Of(error, cellName), interrupted: false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return Finish(outputs, CellErrors.Interrupted(cellName), interrupted: true);
        }
    }

    private static CellResult Finish(CellOutputs outputs, CellError? error, bool interrupted)
    {
        if (error is not null) outputs.Push(sink => sink.Error(error));
        return new CellResult(error, interrupted);
    }

    private Script<object?> Create(string code, string cellName) => state is null
        ? CSharpScript.Create<object?>(code, Options(references, cellName))
        : state.Script.ContinueWith<object?>(code, Options(references, cellName));

    private static ScriptOptions Options(ScriptReferences references, string cellName) => ScriptOptions.Default
        .WithLanguageVersion(Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp13)
        .WithOptimizationLevel(OptimizationLevel.Release)
        .WithAllowUnsafe(true)
        .WithEmitDebugInformation(true)
        .WithFileEncoding(System.Text.Encoding.UTF8)
        .WithFilePath(cellName)
        .WithImports(CellDefaults.Usings)
        .WithReferences(ScriptReferences.Default)
        .WithMetadataResolver(references);
}
