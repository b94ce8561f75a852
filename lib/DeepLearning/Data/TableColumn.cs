using System.Globalization;

namespace DeepLearning.Data;

/// <summary>The values of one column of a <see cref="Table"/>: numbers, where a missing one is NaN, or texts, where it is null.</summary>
public sealed class TableColumn
{
    private TableColumn(double[]? numbers, string?[]? texts)
    {
        Values = numbers;
        Strings = texts;
    }

    /// <summary>The numbers, if it is a column of numbers; a missing one is NaN.</summary>
    public IReadOnlyList<double>? Numbers => Values;

    /// <summary>The texts, if it is a column of texts; a missing one is null.</summary>
    public IReadOnlyList<string?>? Texts => Strings;

    /// <summary>The numbers as float32.</summary>
    /// <exception cref="InvalidOperationException">It is a column of texts.</exception>
    public float[] ToFloats() => Values is null
        ? throw new InvalidOperationException("TableColumn.ToFloats: the column holds texts, not numbers.")
        : Array.ConvertAll(Values, value => (float)value);

    private double[]? Values { get; }

    private string?[]? Strings { get; }

    internal int Count => Values?.Length ?? Strings!.Length;

    /// <summary>A column of numbers.</summary>
    public static implicit operator TableColumn(double[] values) => new([.. values], null);

    /// <summary>A column of numbers.</summary>
    public static implicit operator TableColumn(float[] values) => new([.. values.Select(v => (double)v)], null);

    /// <summary>A column of numbers.</summary>
    public static implicit operator TableColumn(int[] values) => new([.. values.Select(v => (double)v)], null);

    /// <summary>A column of texts.</summary>
    public static implicit operator TableColumn(string?[] values) => new(null, [.. values]);

    internal TableColumn Take(int count) => Values is not null ? new(Values[..count], null) : new(null, Strings![..count]);

    /// <summary>Strings to show, all with the same number of decimals: as many as the values need, four at most.</summary>
    internal string[] Format()
    {
        if (Values is null) return [.. Strings!.Select(t => t ?? "")];
        double[] known = [.. Values.Where(double.IsFinite)];
        double largest = known.Select(Math.Abs).DefaultIfEmpty().Max(), smallest = known.Where(v => v != 0).Select(Math.Abs).DefaultIfEmpty(1).Min();
        int decimals = Enumerable.Range(0, 5).FirstOrDefault(d => known.All(v => Math.Abs(v - Math.Round(v, d)) <= 1e-9 * Math.Abs(v)), 4);
        string format = largest >= 1e9 || smallest < 1e-4 ? "G4" : "F" + decimals.ToString(CultureInfo.InvariantCulture);
        return [.. Values.Select(v => double.IsNaN(v) ? "" : v.ToString(format, CultureInfo.InvariantCulture))];
    }
}
