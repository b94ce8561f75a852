using System.Globalization;
using DeepLearning.Display;

namespace DeepLearning.Training;

/// <summary>One run of a grid: a value on each axis, and a seed.</summary>
public sealed class GridCell
{
    private readonly GridAxis[] _axes;
    private readonly int[] _places;

    internal GridCell(GridAxis[] axes, int[] places, uint seed) => (_axes, _places, Seed) = (axes, places, seed);

    /// <summary>Where everything random in this run begins: the modules' parameters do so by themselves, pass it to your data loader, too.</summary>
    public uint Seed { get; }

    /// <summary>The value on an axis as text: <c>Adam</c>, <c>0.003</c>.</summary>
    /// <exception cref="ArgumentException">The grid has no such axis.</exception>
    public string this[string axis]
    {
        get
        {
            int i = GridAxis.IndexOf(_axes, axis, "GridCell");
            return _axes[i].Labels[_places[i]];
        }
    }

    /// <summary>The value on an axis of numbers.</summary>
    /// <exception cref="ArgumentException">The grid has no such axis, or it is one of texts.</exception>
    public double Number(string axis)
    {
        int i = GridAxis.IndexOf(_axes, axis, "GridCell.Number");
        return _axes[i].Numbers?[_places[i]] ?? throw new ArgumentException($"GridCell.Number: axis '{axis}' holds texts; cell[\"{axis}\"] gives them.", nameof(axis));
    }

    /// <summary>All values without the seed: <c>optimizer Adam, rate 0.003</c>.</summary>
    public string Setting => string.Join(", ", _axes.Select((axis, i) => $"{axis.Name} {axis.Labels[_places[i]]}"));

    /// <summary>All values and the seed.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Setting}, seed {Seed}");

    internal int PlaceOn(int axis) => _places[axis];
}

/// <summary>A name, and the values that it takes.</summary>
internal sealed record GridAxis(string Name, string[] Labels, double[]? Numbers)
{
    public static int IndexOf(GridAxis[] axes, string? name, string caller)
    {
        int index = Array.FindIndex(axes, axis => axis.Name == name);
        return index >= 0 ? index : throw new ArgumentException($"{caller}: the grid has no axis '{name}'; it has {string.Join(", ", axes.Select(axis => axis.Name))}.", nameof(name));
    }
}

/// <summary>A column of a grid's tables: numbers, where a missing one is null, or texts.</summary>
internal sealed class GridColumn
{
    public GridColumn(string name, IEnumerable<double?> numbers) => (Name, Numbers) = (name, [.. numbers]);

    public GridColumn(string name, IEnumerable<string?> texts) => (Name, Texts) = (name, [.. texts]);

    public string Name { get; }

    public double?[]? Numbers { get; }

    public string?[]? Texts { get; }

    /// <summary>The values on an axis, by their places on it.</summary>
    public static GridColumn Of(GridAxis axis, IEnumerable<int> places) => axis.Numbers is { } numbers
        ? new(axis.Name, places.Select(place => (double?)numbers[place]))
        : new(axis.Name, places.Select(place => (string?)axis.Labels[place]));

    /// <summary>The values as they are shown.</summary>
    public string[] Cells() => Numbers is { } numbers ? Decimals.Format(numbers) : [.. Texts!.Select(text => text ?? "")];
}

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
