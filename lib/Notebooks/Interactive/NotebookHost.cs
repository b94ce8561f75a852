using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;
using Notebooks.Editing;
using Notebooks.Engine;

namespace Notebooks.Interactive;

/// <summary>One notebook: the C# kernel and those beside it, behind one door. The headless runner, the stdio service and the Jupyter
/// kernel are thin
/// shells that send it commands and are told of its events.</summary>
internal sealed class NotebookHost : IDisposable
{
    private const long Untidy = 32 << 20;
    private readonly Session _session;
    private readonly Lazy<CompositeKernel> _root;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private CancellationTokenSource? _running;
    private long _tidied;

    /// <param name="folder">The notebook's folder, from which a relative <c>#r</c> is resolved.</param>
    public NotebookHost(string folder)
    {
        _session = new Session(folder);
        _root = new(() => Kernels.Create(_session, (prompt, password) => Ask(prompt, password)));
    }

    /// <summary>Asks the reader for a line, with a prompt; the flag says that it is a password.</summary>
    public Func<string, bool, string> Ask { get; set; } =
        (_, _) => throw new InvalidOperationException("This cell asks for input, which cannot be given here: open the notebook in " +
            "JupyterLab.");

    /// <summary>Runs a trivial cell of a notebook that is thrown away, so that the first real cell finds a warm compiler and warm
    /// kernels.</summary>
    public static Task WarmUp() => Task.Run(async () =>
    {
        var kernels = Task.Run(async () =>
        {
            using var root = Kernels.Create(new Session(Environment.CurrentDirectory), (_, _) => "");
            await root.SendAsync(new SubmitCode("// warm"));
        });
        await Task.WhenAll(Session.WarmUp(), kernels);
    });

    /// <inheritdoc cref="Session.ExecuteAsync"/>
    public async Task<CellResult> ExecuteAsync(string code, IOutputSink sink, string cellName, CancellationToken cancellation = default)
    {
        await _turn.WaitAsync(CancellationToken.None);
        using var interrupt = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        // From now on, not only from where the engine has it: an interrupt may come while the kernels are still being made.
        Volatile.Write(ref _running, interrupt);
        try
        {
            return await Execute(new Execution(code, cellName, sink, interrupt.Token));
        }
        finally
        {
            Volatile.Write(ref _running, null);
            Tidy();
            _turn.Release();
        }
    }

    /// <inheritdoc cref="Session.Interrupt"/>
    public void Interrupt()
    {
        try { Volatile.Read(ref _running)?.Cancel(); }
        catch (ObjectDisposedException) { /* it ended by itself just now */ }
    }

    /// <inheritdoc cref="Session.Complete"/>
    public Completion Complete(string code, int position, IReadOnlyList<string>? above = null) => _session.Complete(code, position, above);

    /// <inheritdoc cref="Session.Inspect"/>
    public Inspection? Inspect(string code, int position, IReadOnlyList<string>? above = null) => _session.Inspect(code, position, above);

    /// <inheritdoc cref="Session.Signatures"/>
    public Signatures? Signatures(string code, int position, IReadOnlyList<string>? above = null) =>
        _session.Signatures(code, position, above);

    /// <inheritdoc cref="Session.Variables"/>
    public IReadOnlyList<Variable> Variables() => _session.Variables();

    /// <inheritdoc cref="Session.Diagnostics"/>
    public IReadOnlyList<CellProblem> Diagnostics(string code, IReadOnlyList<string>? above = null) => _session.Diagnostics(code, above);

    public void Dispose()
    {
        Interrupt();
        if (_root.IsValueCreated) _root.Value.Dispose();
        _session.Dispose();
    }

    /// <summary>Takes away what compiling cells and answering requests leave, in some milliseconds; between two of them.</summary>
    /// <remarks>The collector itself waits until that fills the processor's cache, which on large machines is hundreds of megabytes.</remarks>
    public void Tidy()
    {
        if (GC.GetTotalAllocatedBytes() - _tidied < Untidy) return;
        GC.Collect(1, GCCollectionMode.Forced, blocking: false);
        _tidied = GC.GetTotalAllocatedBytes();
    }

    private async Task<CellResult> Execute(Execution execution)
    {
        if (UnknownMagics.In(execution.Code, execution.Cell, _root.Value) is { } unknown) return Finish(execution, unknown);
        var command = new SubmitCode(execution.Code);
        Execution.Remember(command, execution);
        using var events = _root.Value.KernelEvents.Subscribe(produced => ShellEvents.Take(produced, execution));
        var result = await _root.Value.SendAsync(command, CancellationToken.None); // a cancelled one leaves its console behind
        if (result.Events.OfType<CommandFailed>().LastOrDefault() is { } failed) execution.Fail(ShellEvents.Error(failed, execution));
        return Finish(execution, execution.Error);
    }

    private static CellResult Finish(Execution execution, CellError? error)
    {
        if (error is not null) execution.Sink.Error(error);
        return new CellResult(error, execution.Interrupted);
    }
}
