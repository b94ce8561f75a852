using DeepLearning.Modules;

namespace DeepLearning.Training;

/// <summary>Trains for every combination of settings and every seed, says how much time is left, and keeps whatever is done.</summary>
/// <remarks>
/// <code>
/// var grid = new GridRun(seeds: [1, 2, 3]).Axis("optimizer", "SGD", "Adam").Axis("rate", 0.001, 0.01, 0.1);
/// var result = grid.Run(cell => Accuracies(cell["optimizer"], cell.Number("rate"), cell.Seed));
/// </code>
/// A run may give one score or a curve, such as the accuracy after each epoch, whose last value is its score; larger is better. A run that
/// fails is noted
/// and the others go on. All settings are tried with the first seed before any with the second, so that an interrupted grid has gaps in
/// its seeds, not in its settings.
/// </remarks>
public sealed class GridRun
{
    private readonly uint[] _seeds;
    private GridAxis[] _axes = [];
    private GridOutcome?[] _outcomes = [];
    private GridCell[] _cells = [];
    private Func<GridCell, IReadOnlyList<double>>? _train;

    /// <summary>Makes a grid without axes.</summary>
    /// <param name="seeds">Each setting is tried with each of them.</param>
    /// <exception cref="ArgumentException">There is no seed, or one appears twice.</exception>
    public GridRun(params uint[] seeds)
    {
        ArgumentNullException.ThrowIfNull(seeds);
        if (seeds.Length == 0)
            throw new ArgumentException("GridRun: no seed given. Three or more show how much luck there is in a result.", nameof(seeds));
        if (seeds.Distinct().Count() < seeds.Length)
            throw new ArgumentException("GridRun: a seed appears twice. It would give the same run twice, and a spread that is too small.",
                nameof(seeds));
        _seeds = [.. seeds];
    }

    /// <summary>Where progress is written; the console if null. <see cref="TextWriter.Null"/> keeps it silent.</summary>
    public TextWriter? Output { get; set; }

    internal TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Every run, in the order in which they are done.</summary>
    public IReadOnlyList<GridCell> Cells =>
        _cells.Length > 0 ? _cells : _cells = [.. _seeds.SelectMany(seed => Places(0).Select(places => new GridCell(_axes, places, seed)))];

    /// <summary>What is done so far; also after an interruption.</summary>
    public GridResult Result => new(_axes, [.. _outcomes.OfType<GridOutcome>()], this, Cells.Count);

    /// <summary>Adds an axis of texts.</summary>
    /// <exception cref="ArgumentException">It has no name or no value, or a name or value appears twice.</exception>
    public GridRun Axis(string name, params string[] values) => Add(new(name, [.. values], null));

    /// <summary>Adds an axis of numbers.</summary>
    /// <exception cref="ArgumentException">It has no name or no value, or a name or value appears twice.</exception>
    public GridRun Axis(string name, params double[] values) => Add(new(name, [.. values.Select(Label)], [.. values]));

    /// <summary>Runs everything anew.</summary>
    /// <param name="train">Trains with the cell's settings and gives the score after each epoch.</param>
    /// <param name="cancellation">Ends the grid between two runs; what is done stays.</param>
    public GridResult Run(Func<GridCell, IReadOnlyList<double>> train, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(train);
        if (_axes.Length == 0)
            throw new InvalidOperationException("GridRun.Run: the grid has no axis. Add one: .Axis(\"rate\", 0.01, 0.1).");
        _train = train;
        _outcomes = new GridOutcome?[Cells.Count];
        return Continue(cancellation);
    }

    /// <summary>Runs everything anew.</summary>
    /// <param name="train">Trains with the cell's settings and gives one score.</param>
    /// <param name="cancellation">Ends the grid between two runs; what is done stays.</param>
    public GridResult Run(Func<GridCell, double> train, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(train);
        return Run(cell => (IReadOnlyList<double>)[train(cell)], cancellation);
    }

    /// <summary>Does what is missing after an interruption, and once more what failed, with the function of the last <c>Run</c>.</summary>
    /// <exception cref="InvalidOperationException">There was none.</exception>
    public GridResult Continue(CancellationToken cancellation = default)
    {
        if (_train is null) throw new InvalidOperationException("GridRun.Continue: nothing was begun. Call Run first.");
        var progress = new ProgressWriter(Output ?? Console.Out, Time);
        int[] open = [.. Enumerable.Range(0, Cells.Count).Where(i => _outcomes[i] is not { Error: null })];
        try
        {
            for (var done = 0; done < open.Length && !cancellation.IsCancellationRequested; done++)
            {
                _outcomes[open[done]] = Once(Cells[open[done]]);
                progress.Passing($"run {done + 1} of {open.Length}", (done + 1.0) / open.Length);
            }
        }
        finally
        {
            // Also when the cell was stopped from outside: what is done is kept in Result.
            progress.Line(Result.Summary);
        }
        return Result;
    }

    /// <summary>Trains one cell once more and gives its scores: the same numbers, if everything random in it begins at its seed.</summary>
    /// <exception cref="InvalidOperationException">Nothing was run.</exception>
    public IReadOnlyList<double> Repeat(GridCell cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        if (_train is null) throw new InvalidOperationException("GridRun.Repeat: nothing was run. Call Run first.");
        Module.Seed(cell.Seed);
        return _train(cell);
    }

    private GridOutcome Once(GridCell cell)
    {
        var start = Time.GetTimestamp();
        try
        {
            double[] curve = [.. Repeat(cell)];
            string? error = curve.Length == 0 ? "no score came back"
                : double.IsFinite(curve[^1]) ? null : "the score is not a number: the training diverged";
            return new(cell, curve, error, Time.GetElapsedTime(start));
        }
        catch (Exception error) when (error is not (OperationCanceledException or ThreadInterruptedException or ThreadAbortException
            or OutOfMemoryException))
        {
            return new(cell, [], $"{error.GetType().Name}: {error.Message}", Time.GetElapsedTime(start));
        }
    }

    private GridRun Add(GridAxis axis)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(axis.Name);
        if (_axes.Any(other => other.Name == axis.Name)) throw new ArgumentException($"GridRun.Axis: there are two axes '{axis.Name}'.");
        if (axis.Labels.Length == 0) throw new ArgumentException($"GridRun.Axis: '{axis.Name}' has no values.");
        if (axis.Labels.GroupBy(label => label).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"GridRun.Axis: '{axis.Name}' has the value {twice.Key} twice.");
        if (_train is not null)
            throw new InvalidOperationException($"GridRun.Axis: the grid has been run without '{axis.Name}'. Make a new grid.");
        (_axes, _cells) = ([.. _axes, axis], []);
        return this;
    }

    private IEnumerable<int[]> Places(int axis) => axis == _axes.Length
        ? [[]]
        : Enumerable.Range(0, _axes[axis].Labels.Length).SelectMany(place => Places(axis + 1).Select(rest => (int[])[place, .. rest]));

    internal static string Label(double value) => value.ToString("0.##########", System.Globalization.CultureInfo.InvariantCulture);
}
