namespace DeepLearning.Training;

/// <summary>What came of one run of a grid.</summary>
/// <param name="Cell">Its settings and its seed.</param>
/// <param name="Curve">The score after each epoch, or a single one.</param>
/// <param name="Error">Why it has no score; null if it has one.</param>
/// <param name="Duration">How long it took.</param>
public sealed record GridOutcome(GridCell Cell, IReadOnlyList<double> Curve, string? Error, TimeSpan Duration)
{
    /// <summary>The last value of the curve; not a number for a run that failed.</summary>
    public double Score => Error is null ? Curve[^1] : double.NaN;
}

/// <summary>One setting of a grid with all its seeds.</summary>
public sealed class GridSetting
{
    private readonly GridOutcome[] _runs;

    internal GridSetting(GridOutcome[] runs) => _runs = runs;

    /// <summary>All its runs, also those that failed.</summary>
    public IReadOnlyList<GridOutcome> Runs => _runs;

    /// <summary>The value on an axis as text.</summary>
    /// <exception cref="ArgumentException">The grid has no such axis.</exception>
    public string this[string axis] => _runs[0].Cell[axis];

    /// <summary>The value on an axis of numbers.</summary>
    /// <exception cref="ArgumentException">The grid has no such axis, or it is one of texts.</exception>
    public double Number(string axis) => _runs[0].Cell.Number(axis);

    /// <summary>Whether every run has a score.</summary>
    public bool IsComplete => Array.TrueForAll(_runs, run => run.Error is null);

    /// <summary>Mean and spread over the seeds; null if a run failed, since the mean of the survivors would flatter.</summary>
    public Spread? Score => IsComplete ? Spread.Of(_runs.Select(run => run.Score)) : null;

    /// <summary>Mean and spread over the seeds after each epoch; empty if a run failed.</summary>
    public IReadOnlyList<Spread> Curve => !IsComplete ? []
        : [.. Enumerable.Range(0, _runs.Min(run => run.Curve.Count)).Select(epoch => Spread.Of(_runs.Select(run => run.Curve[epoch])))];

    /// <summary>The settings: <c>optimizer Adam, rate 0.003</c>.</summary>
    public override string ToString() => _runs[0].Cell.Setting;
}
