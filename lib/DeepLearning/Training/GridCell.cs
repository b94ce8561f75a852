using System.Globalization;

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
