namespace Benchmarks;

/// <summary>What was found about one workload.</summary>
/// <param name="Name">The workload's name.</param>
/// <param name="Kind">What it counts as.</param>
/// <param name="Operations">Of a step, at least.</param>
/// <param name="Peak">What the threads can do at all, in 10⁹ operations a second; null where nothing tells.</param>
/// <param name="Ours">Our times.</param>
/// <param name="Theirs">The peer's times, if there is one.</param>
/// <param name="BytesPerStep">Managed memory that a step of ours allocates.</param>
/// <param name="Others">How many processors other programs used while our side measured, on average.</param>
internal sealed record Row(
    string Name, Kind Kind, double Operations, double? Peak, Figures Ours, Figures? Theirs, long BytesPerStep, double Others)
{
    /// <summary>Others had more than a tenth of a processor: medians say little then, and those of more than one thread nothing.</summary>
    public bool Disturbed => Peak is not null && Others > 0.1;

    /// <summary>How many times as long as ours the peer's step takes, by the medians.</summary>
    public double? MedianRatio => Theirs?.Median / Ours.Median;

    /// <summary>The same by the shortest steps.</summary>
    public double? MinRatio => Theirs?.Min / Ours.Min;

    /// <summary>10⁹ operations a second in our shortest step.</summary>
    public double Rate => Operations / Ours.Min / 1e6;

    /// <summary>Milliseconds that the operations alone take.</summary>
    public double? Limit => Operations / Peak / 1e6;

    /// <summary>How much of our shortest step that is.</summary>
    public double? Share => Limit / Ours.Min;

    /// <summary>The geometric mean of a ratio over the trainings among the rows; null if there is none.</summary>
    public static double? Mean(IEnumerable<Row> rows, Func<Row, double?> ratio)
    {
        var ratios = rows.Where(row => row.Kind == Kind.Training).Select(row => ratio(row)).OfType<double>().ToList();
        return ratios.Count == 0 ? null : Math.Exp(ratios.Average(number => Math.Log(number)));
    }
}
