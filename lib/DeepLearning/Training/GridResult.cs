using DeepLearning.Display;

namespace DeepLearning.Training;

/// <summary>What a grid found: every run, and tables of them.</summary>
[TypeFormatterSource(typeof(RichOutputFormatters))]
public sealed class GridResult : IRichOutput
{
    private readonly GridAxis[] _axes;
    private readonly int _planned;

    internal GridResult(GridAxis[] axes, GridOutcome[] outcomes, GridRun source, int planned) =>
        (_axes, Outcomes, Source, _planned) = (axes, outcomes, source, planned);

    /// <summary>Every run that was done, also those that failed.</summary>
    public IReadOnlyList<GridOutcome> Outcomes { get; }

    /// <summary>The grid whose result this is.</summary>
    public GridRun Source { get; }

    /// <summary>The names of the axes.</summary>
    public IReadOnlyList<string> Axes => [.. _axes.Select(axis => axis.Name)];

    /// <summary>Every setting with its seeds, in the order of the axes.</summary>
    public IReadOnlyList<GridSetting> Settings => [.. Outcomes.GroupBy(run => run.Cell.Setting).Select(runs => new GridSetting([.. runs]))];

    /// <summary>How many runs are done and how many failed, in a sentence.</summary>
    public string Summary
    {
        get
        {
            GridOutcome[] failed = [.. Outcomes.Where(run => run.Error is not null)];
            string done = Outcomes.Count == _planned ? $"{_planned} runs done"
                : $"{Outcomes.Count} of {_planned} runs done; Continue() does the others";
            return failed.Length == 0 ? $"{done}." : $"{done}. {failed.Length} failed, the first at {failed[0].Cell}: {failed[0].Error}";
        }
    }

    /// <summary>The values on an axis, as texts.</summary>
    /// <exception cref="ArgumentException">There is no such axis.</exception>
    public IReadOnlyList<string> Values(string axis) => AxisOf(axis, "GridResult.Values").Labels;

    /// <summary>Only the runs with this value on an axis.</summary>
    /// <exception cref="ArgumentException">There is no such axis, or it has no such value.</exception>
    public GridResult Where(string axis, string value)
    {
        var found = AxisOf(axis, "GridResult.Where");
        if (!found.Labels.Contains(value))
            throw new ArgumentException($"GridResult.Where: axis '{axis}' has no value {value}; it has {string.Join(", ", found.Labels)}.",
                nameof(value));
        GridOutcome[] kept = [.. Outcomes.Where(run => run.Cell[axis] == value)];
        return new(_axes, kept, Source, kept.Length);
    }

    /// <inheritdoc cref="Where(string, string)"/>
    public GridResult Where(string axis, double value) => Where(axis, GridRun.Label(value));

    /// <summary>The setting with the largest mean over its seeds; null if every setting has a run that failed.</summary>
    public GridSetting? Best() => Settings.Where(setting => setting.IsComplete).MaxBy(setting => setting.Score!.Mean);

    /// <summary>For each value on an axis its best setting: each optimizer with its best rate. Values of which no setting is complete are
    /// left out.</summary>
    /// <exception cref="ArgumentException">There is no such axis.</exception>
    public IReadOnlyList<GridSetting> BestBy(string axis) =>
        [.. Values(axis).Select(value => Where(axis, value).Best()).OfType<GridSetting>()];

    // A row for each run. Times are not in it: they differ from run to run.
    internal GridColumn[] RunColumns() =>
    [
        .. _axes.Select((axis, i) => GridColumn.Of(axis, Outcomes.Select(run => run.Cell.PlaceOn(i)))),
        new("seed", Outcomes.Select(run => (double?)run.Cell.Seed)),
        new("score", Outcomes.Select(run => double.IsNaN(run.Score) ? (double?)null : run.Score)),
        new("error", Outcomes.Select(run => run.Error)),
    ];

    // A row for each setting, of its seeds.
    internal GridColumn[] SummaryColumns()
    {
        var settings = Settings;
        return
        [
            .. _axes.Select((axis, i) => GridColumn.Of(axis, settings.Select(setting => setting.Runs[0].Cell.PlaceOn(i)))),
            new("runs", settings.Select(setting => (double?)setting.Runs.Count)),
            new("mean", settings.Select(setting => setting.Score?.Mean)),
            new("deviation", settings.Select(setting => setting.Score?.Deviation)),
            new("lowest", settings.Select(setting => setting.Score?.Lowest)),
            new("highest", settings.Select(setting => setting.Score?.Highest)),
            new("failed", settings.Select(setting => (double?)setting.Runs.Count(run => run.Error is not null))),
        ];
    }

    /// <summary>Mean scores [values of one axis, values of the other], the best over any further axes; not a number where a run
    /// failed.</summary>
    /// <exception cref="ArgumentException">There is no such axis.</exception>
    public double[,] Means(string rows, string columns)
    {
        var (ys, xs) = (Values(rows), Values(columns));
        var means = new double[ys.Count, xs.Count];
        for (var i = 0; i < ys.Count; i++)
            for (var j = 0; j < xs.Count; j++)
                means[i, j] = Where(rows, ys[i]).Where(columns, xs[j]).Best()?.Score!.Mean ?? double.NaN;
        return means;
    }

    /// <summary>The summary as text.</summary>
    public override string ToString() => $"{Summary}\n{SummaryTable}";

    /// <summary>The summary as HTML.</summary>
    public string ToHtml()
    {
        var table = SummaryTable;
        return $"<p style=\"margin:.3em 0\">{System.Net.WebUtility.HtmlEncode(Summary)}</p>{table.ToHtml()}{table.NoteHtml}";
    }

    private TextTable SummaryTable
    {
        get
        {
            var columns = SummaryColumns();
            string[][] cells = [.. columns.Select(column => column.Cells())];
            int rows = cells[0].Length;
            return new([.. columns.Select(column => column.Name)],
                [.. Enumerable.Range(0, rows).Select(i => cells.Select(column => column[i]).ToArray())], j =>
                    columns[j].Numbers is not null, $"{rows} setting{(rows == 1 ? "" : "s")}");
        }
    }

    private GridAxis AxisOf(string name, string caller) => _axes[GridAxis.IndexOf(_axes, name, caller)];
}
