using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Notebooks.Editing;
using Notebooks.Packages;

namespace Notebooks.Engine;

/// <summary>One notebook's C#: the cells that ran so far and what they declared. The headless runner, the stdio service and the
/// Jupyter kernel are thin shells over this class.</summary>
/// <remarks>Cells run one after the other on one thread. <see cref="Interrupt"/> may be called from any thread while a cell runs.</remarks>
internal sealed class Session : IDisposable
{
    private readonly CellThread _thread = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly ScriptReferences _references;
    private readonly CellChain _chain;
    private readonly Lazy<PackageFolder> _packages = new();
    private readonly CellErrors _errors = new();
    private readonly BrokenMethods _broken = new();
    private CancellationTokenSource? _running;
    private CellRun? _run;
    private CellOutputs? _runOutputs;
    private long _allocatedAtCollection;

    /// <param name="folder">The notebook's folder, from which a relative <c>#r</c> is resolved.</param>
    public Session(string folder)
    {
        _references = new ScriptReferences(Path.GetFullPath(folder));
        _chain = new CellChain(_references, Path.GetFullPath(folder));
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
        ConsoleCapture.Install();
        UnhandledExceptions.Report();
    }

    /// <summary>Told the folders of packages that were added, and how to load an assembly that lies there.</summary>
    public Func<IReadOnlyList<string>, Func<string, Assembly>, Task>? PackagesAdded { get; set; }

    /// <summary>Compiles and runs a trivial cell of a session that is thrown away, so that the first real cell finds a warm compiler.</summary>
    public static Task WarmUp() => Task.Run(() =>
    {
        var chain = new CellChain(new ScriptReferences(Environment.CurrentDirectory), Environment.CurrentDirectory);
        chain.Compile("var i = 1;", "warm-up", out _, CancellationToken.None);
        chain.Compile("Enumerable.Range(0, i).Select(x => x + 1).ToArray()", "warm-up", out _, CancellationToken.None);
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
        await _turn.WaitAsync(CancellationToken.None);
        try
        {
            using var interrupt = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            Volatile.Write(ref _running, interrupt);
            return await _thread.Run(() => Execute(code, sink, cellName, interrupt.Token));
        }
        finally
        {
            Volatile.Write(ref _running, null);
            _turn.Release();
        }
    }

    /// <summary>Runs a piece of code that the running cell asked for and waits for, such as one that it sent to the kernel itself.</summary>
    /// <inheritdoc cref="ExecuteAsync" path="/param"/>
    public async Task<CellResult> ExecuteInsideAsync(string code, IOutputSink sink, string cellName)
    {
        var (outer, outputs) = (Volatile.Read(ref _run), Volatile.Read(ref _runOutputs));
        if (outer is null || outputs is null) return await ExecuteAsync(code, sink, cellName);
        _errors.Remember(cellName, code);
        var cell = _chain.Compile(code, cellName, out var problems, CancellationToken.None);
        if (cell is null) return Finish(outputs, _errors.Of(problems, cellName), interrupted: false);
        _errors.Remember(cellName, cell.Insertions);
        var failure = await outer.RunInside(cell);
        return Finish(outputs, failure is null ? null : _errors.Of(failure, cellName), interrupted: false);
    }

    /// <summary>Whether a cell runs just now.</summary>
    public bool IsRunning => Volatile.Read(ref _run) is not null;

    /// <summary>The variables of the cells so far, the latest of each name.</summary>
    public IReadOnlyList<Variable> Variables() => _chain.Variables();

    /// <summary>Stops the running cell, also an endless loop; does nothing when none runs. The session stays usable.</summary>
    public void Interrupt()
    {
        try { Volatile.Read(ref _running)?.Cancel(); }
        catch (ObjectDisposedException) { /* it ended by itself just now */ }
    }

    /// <summary>What could be typed at a position. Reads the session as it is, also while a cell runs; declares and runs nothing.</summary>
    /// <param name="code">The cell's text.</param>
    /// <param name="position">Characters from 0.</param>
    /// <param name="above">Cells that stand before it in the notebook and have not run in this session.</param>
    public Completion Complete(string code, int position, IReadOnlyList<string>? above = null) =>
        new CodeAnalysis(_chain.Draft(code, above ?? [])).Complete(Math.Clamp(position, 0, code.Length));

    /// <summary>What the name at a position means, or the call whose parentheses it is in; null where there is nothing to say.</summary>
    /// <inheritdoc cref="Complete" path="/param"/>
    public Inspection? Inspect(string code, int position, IReadOnlyList<string>? above = null) =>
        new CodeAnalysis(_chain.Draft(code, above ?? [])).Inspect(Math.Clamp(position, 0, code.Length));

    /// <summary>The forms of the call in whose parentheses a position lies; null outside of any.</summary>
    /// <inheritdoc cref="Complete" path="/param"/>
    public Signatures? Signatures(string code, int position, IReadOnlyList<string>? above = null) =>
        new CodeAnalysis(_chain.Draft(code, above ?? [])).Signatures(Math.Clamp(position, 0, code.Length));

    /// <summary>What the compiler has to say about a cell before it runs.</summary>
    /// <inheritdoc cref="Complete" path="/param"/>
    public IReadOnlyList<CellProblem> Diagnostics(string code, IReadOnlyList<string>? above = null) => new CodeAnalysis(_chain.Draft(code, above ?? [])).Problems();

    public void Dispose()
    {
        Interrupt();
        _thread.Dispose();
        if (_packages.IsValueCreated) _packages.Value.Dispose();
    }

    private CellResult Execute(string code, IOutputSink sink, string cellName, CancellationToken cancellation)
    {
        CollectGarbage();
        ConsoleCapture.Install();
        using var outputs = new CellOutputs(sink);
        outputs.Enter();
        outputs.Traceback = error => _errors.Of(error, cellName).Traceback;
        _errors.Remember(cellName, code);
        try
        {
            if (PackageLines.In(code) is { } lines)
            {
                AddPackages(lines, outputs, cancellation);
                code = lines.Code;
            }
            var cell = _chain.Compile(code, cellName, out var problems, cancellation);
            _broken.Remember(code, cellName, problems);
            if (cell is null) return Finish(outputs, _errors.Of(problems, cellName), interrupted: false);
            _errors.Remember(cellName, cell.Insertions);
            _broken.MakeCurrent();
            var failure = Run(new CellRun(cell, outputs), outputs, cancellation);
            return Finish(outputs, failure is null ? null : _errors.Of(failure, cellName), interrupted: false);
        }
        catch (PackageException error)
        {
            return Finish(outputs, new CellError(error.Code, error.Message, cellName, null, null, null, [$"{error.Code}: {error.Message}"]), interrupted: false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return Finish(outputs, CellErrors.Interrupted(cellName), interrupted: true);
        }
    }

    private void AddPackages(PackageLines lines, CellOutputs outputs, CancellationToken cancellation)
    {
        if (lines.Packages.Count == 0 && lines.Sources.Count == 0) return;
        var id = Guid.NewGuid().ToString("n");
        var names = string.Join(", ", lines.Packages.Select(package => package.Name));
        var clock = Stopwatch.StartNew();
        if (names.Length > 0) outputs.Push(sink => sink.Display(id, [Forms.Plain($"Restoring {names} …")]));
        using var timer = new Timer(_ => outputs.PushLast(sink => sink.Update(id, [Forms.Plain(string.Create(CultureInfo.InvariantCulture, $"Restoring {names} … {clock.Elapsed.TotalSeconds:0} s"))])),
            null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        string told = $"Could not restore {names}.";
        try
        {
            if (names.Length == 0) return;
            var restored = _packages.Value.Restore(lines, cancellation);
            var added = _references.Add(restored.Assemblies, restored.Natives);
            if (added.Count > 0 && _chain.Compile(string.Join('\n', added.Select(path => $"#r \"{path}\"")), "packages", out var problems, cancellation) is null)
                throw new PackageException(problems[0].Id, problems[0].GetMessage(CultureInfo.InvariantCulture));
            told = $"Installed {string.Join("; ", lines.Packages.Select(package => $"{package.Name}, {restored.Versions.GetValueOrDefault(package.Name)}"))}";
            try
            {
                PackagesAdded?.Invoke(restored.Folders, _references.LoadPackage).GetAwaiter().GetResult();
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                // Made for another notebook program, or for an older one: the package itself works.
                told += $". Its extension for notebooks does not work here: {error.GetBaseException().Message}";
            }
        }
        finally
        {
            timer.Dispose();
            if (names.Length > 0) outputs.PushLast(sink => sink.Update(id, [Forms.Plain(told)]));
        }
    }

    private Exception? Run(CellRun cell, CellOutputs outputs, CancellationToken cancellation)
    {
        Volatile.Write(ref _runOutputs, outputs);
        Volatile.Write(ref _run, cell);
        try
        {
            return cell.Run(cancellation);
        }
        finally
        {
            Volatile.Write(ref _run, null);
            if (cell.Aborted) _thread.Renew();
        }
    }

    // Copies of a whole data set, which cells leave behind, would pile up to gigabytes before the collector looks for them by itself.
    private void CollectGarbage()
    {
        var allocated = GC.GetTotalAllocatedBytes();
        if (allocated - _allocatedAtCollection < 256 << 20) return;
        _allocatedAtCollection = allocated;
        GC.Collect();
        // What finalizers let go of, such as the spare memory of a library, is collected in a second round. A finalizer that never ends holds up nobody.
        Task.Run(GC.WaitForPendingFinalizers).Wait(TimeSpan.FromSeconds(1));
        GC.Collect();
    }

    private static CellResult Finish(CellOutputs outputs, CellError? error, bool interrupted)
    {
        if (error is not null) outputs.PushLast(sink => sink.Error(error));
        return new CellResult(error, interrupted);
    }
}
