using System.Globalization;

namespace DeepLearning.Data;

/// <summary>The values of one column of a <see cref="Table"/>: numbers, where a missing one is NaN, or texts, where it is null.</summary>
public sealed class TableColumn
{
    private TableColumn(double[]? numbers, string?[]? texts)
    {
        Numbers = numbers;
        Texts = texts;
    }

    internal double[]? Numbers { get; }

    internal string?[]? Texts { get; }

    internal int Count => Numbers?.Length ?? Texts!.Length;

    /// <summary>A column of numbers.</summary>
    public static implicit operator TableColumn(double[] values) => new([.. values], null);

    /// <summary>A column of numbers.</summary>
    public static implicit operator TableColumn(float[] values) => new([.. values.Select(v => (double)v)], null);

    /// <summary>A column of numbers.</summary>
    public static implicit operator TableColumn(int[] values) => new([.. values.Select(v => (double)v)], null);

    /// <summary>A column of texts.</summary>
    public static implicit operator TableColumn(string?[] values) => new(null, [.. values]);

    internal TableColumn Take(int count) => Numbers is not null ? new(Numbers[..count], null) : new(null, Texts![..count]);

    /// <summary>Texts to show, all with the same number of decimals: as many as the values need, four at most.</summary>
    internal string[] Format()
    {
        if (Numbers is null) return [.. Texts!.Select(t => t ?? "")];
        double[] known = [.. Numbers.Where(double.IsFinite)];
        double largest = known.Select(Math.Abs).DefaultIfEmpty().Max(), smallest = known.Where(v => v != 0).Select(Math.Abs).DefaultIfEmpty(1).Min();
        int decimals = Enumerable.Range(0, 5).FirstOrDefault(d => known.All(v => Math.Abs(v - Math.Round(v, d)) <= 1e-9 * Math.Abs(v)), 4);
        string format = largest >= 1e9 || smallest < 1e-4 ? "G4" : "F" + decimals.ToString(CultureInfo.InvariantCulture);
        return [.. Numbers.Select(v => double.IsNaN(v) ? "" : v.ToString(format, CultureInfo.InvariantCulture))];
    }
}
