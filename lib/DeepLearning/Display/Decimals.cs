using System.Globalization;

namespace DeepLearning.Display;

/// <summary>Writes a column of numbers.</summary>
internal static class Decimals
{
    private const int Most = 4;

    /// <summary>Strings to show, all with the same number of decimals: as many as the values need, four at most.</summary>
    /// <remarks>A missing value is empty.</remarks>
    public static string[] Format(IReadOnlyList<double?> values)
    {
        double[] known = [.. values.OfType<double>().Where(double.IsFinite)];
        double largest = known.Select(Math.Abs).DefaultIfEmpty().Max();
        double smallest = known.Where(v => v != 0).Select(Math.Abs).DefaultIfEmpty(1).Min();
        int decimals = Enumerable.Range(0, Most).FirstOrDefault(d => known.All(v => Math.Abs(v - Math.Round(v, d)) <= 1e-9 * Math.Abs(v)), Most);
        bool whole = decimals == 0 && largest < 1e15;
        string format = !whole && largest >= 1e9 || smallest < 1e-4 ? "G4" : "F" + decimals.ToString(CultureInfo.InvariantCulture);
        return [.. values.Select(v => v?.ToString(format, CultureInfo.InvariantCulture) ?? "")];
    }
}
