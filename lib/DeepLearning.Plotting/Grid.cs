namespace DeepLearning.Plotting;

/// <summary>Evenly spaced numbers to evaluate a function on.</summary>
public static class Grid
{
    /// <summary>The <paramref name="count"/> numbers <c>from + i (to − from) / (count − 1)</c>: both ends are included.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 2.</exception>
    public static double[] Linear(double from, double to, int count)
    {
        if (count < 2)
            throw new ArgumentOutOfRangeException(nameof(count), count, "Grid.Linear: 'count' must be at least 2, one for each end.");
        var grid = new double[count];
        for (var i = 0; i < count; i++)
            grid[i] = from + i * (to - from) / (count - 1);
        grid[^1] = to;
        return grid;
    }

    /// <summary>Numbers with a constant ratio between neighbours, <c>from (to / from)^(i / (count − 1))</c>: both ends are
    /// included.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 2, or an end is not positive.</exception>
    public static double[] Logarithmic(double from, double to, int count)
    {
        if (!(from > 0))
            throw new ArgumentOutOfRangeException(nameof(from), from, "Grid.Logarithmic: 'from' must be positive, a logarithm needs it.");
        if (!(to > 0))
            throw new ArgumentOutOfRangeException(nameof(to), to, "Grid.Logarithmic: 'to' must be positive, a logarithm needs it.");
        if (count < 2)
            throw new ArgumentOutOfRangeException(nameof(count), count, "Grid.Logarithmic: 'count' must be at least 2, one for each end.");
        var grid = Array.ConvertAll(Linear(Math.Log(from), Math.Log(to), count), Math.Exp);
        grid[0] = from;
        grid[^1] = to;
        return grid;
    }
}
