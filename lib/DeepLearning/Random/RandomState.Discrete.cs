namespace DeepLearning.Random;

public sealed partial class RandomState
{
    /// <summary>One whole number, uniform from <paramref name="low"/> up to but not including <paramref name="high"/>.</summary>
    /// <exception cref="ArgumentException"><paramref name="high"/> is not above <paramref name="low"/>.</exception>
    public int RandInt(int low, int high)
    {
        CheckBounds(low, high);
        return (int)(low + (long)Below((uint)((long)high - low - 1)));
    }

    /// <summary>Whole numbers, uniform from <paramref name="low"/> up to but not including <paramref name="high"/>.</summary>
    /// <exception cref="ArgumentException"><paramref name="high"/> is not above <paramref name="low"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public int[] RandInt(int low, int high, int count)
    {
        CheckBounds(low, high);
        CheckCount(count, nameof(count));
        var values = new int[count];
        for (int i = 0; i < count; i++) values[i] = (int)(low + (long)Below((uint)((long)high - low - 1)));
        return values;
    }

    /// <summary>The numbers 0 to n − 1 in random order.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="n"/> is negative.</exception>
    public int[] Permutation(int n)
    {
        CheckCount(n, nameof(n));
        int[] values = [.. Enumerable.Range(0, n)];
        Shuffle(values.AsSpan());
        return values;
    }

    /// <summary>Puts the values into random order, in place.</summary>
    /// <remarks>Fisher–Yates from the end. Draws as <see cref="Permutation"/> of the same length does.</remarks>
    public void Shuffle<T>(Span<T> values)
    {
        for (int i = values.Length - 1; i > 0; i--)
        {
            int j = (int)Below((uint)i);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    /// <summary>Puts the values into random order, in place.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="values"/> is null.</exception>
    public void Shuffle<T>(T[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        Shuffle(values.AsSpan());
    }

    /// <summary>A copy of the values in random order.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="values"/> is null.</exception>
    public T[] Permute<T>(T[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        T[] copy = [.. values];
        Shuffle(copy.AsSpan());
        return copy;
    }

    /// <summary>A copy of the matrix with its rows in random order.</summary>
    /// <remarks>To permute features and targets alike, draw one <see cref="Permutation"/> and take the rows of both by it.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="rows"/> is null.</exception>
    public double[,] Permute(double[,] rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        int[] order = Permutation(rows.GetLength(0));
        int width = rows.GetLength(1);
        var copy = new double[order.Length, width];
        for (int i = 0; i < order.Length; i++)
            for (int j = 0; j < width; j++) copy[i, j] = rows[order[i], j];
        return copy;
    }

    /// <summary>Indices 0 to n − 1, all equally likely.</summary>
    /// <param name="n">How many there are to choose from.</param>
    /// <param name="size">How many to choose.</param>
    /// <param name="replace">Whether the same index can be chosen again.</param>
    /// <exception cref="ArgumentException"><paramref name="n"/> is not positive, or without replacement <paramref name="size"/> exceeds
    /// it.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is negative.</exception>
    public int[] Choice(int n, int size, bool replace = true)
    {
        CheckCount(size, nameof(size));
        if (n < 1) throw new ArgumentException($"RandomState.Choice: 'n' must be at least 1, got {n}.", nameof(n));
        if (replace) return RandInt(0, n, size);
        if (size > n) throw new ArgumentException($"RandomState.Choice: can't choose {size} of {n} without replacement.", nameof(size));
        return Permutation(n)[..size];
    }

    /// <summary>Indices 0 to n − 1, index i with probability p[i].</summary>
    /// <param name="n">How many there are to choose from.</param>
    /// <param name="size">How many to choose.</param>
    /// <param name="p">One probability for each; their sum is 1.</param>
    /// <exception cref="ArgumentException"><paramref name="p"/> has not n values, or one is negative or not a number, or they do not sum
    /// to 1.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is negative.</exception>
    public int[] Choice(int n, int size, IReadOnlyList<double> p) => Choose(n, size, p, 1.5e-8);

    /// <summary>Indices 0 to n − 1, index i with probability p[i], such as a row of softmax, whose sum is 1 to the digits of a
    /// float.</summary>
    /// <inheritdoc cref="Choice(int, int, IReadOnlyList{double})"/>
    public int[] Choice(int n, int size, IReadOnlyList<float> p)
    {
        ArgumentNullException.ThrowIfNull(p);
        return Choose(n, size, [.. p.Select(value => (double)value)], 3.4527e-4);
    }

    // As far from 1 as NumPy lets the sum be: the square root of the distance between 1 and the next number of its type.
    private int[] Choose(int n, int size, IReadOnlyList<double> p, double tolerance)
    {
        CheckCount(size, nameof(size));
        double[] cumulative = Cumulative(n, p, tolerance);
        var values = new int[size];
        for (int i = 0; i < size; i++) values[i] = FirstAbove(cumulative, _twister.NextDouble());
        return values;
    }

    // Draws as many bits as `max` has until they are not above it: every value is equally likely, with no modulo.
    private uint Below(uint max)
    {
        if (max == 0) return 0;
        uint mask = uint.MaxValue >> System.Numerics.BitOperations.LeadingZeroCount(max);
        uint value;
        do value = _twister.NextUInt() & mask;
        while (value > max);
        return value;
    }

    private static double[] Cumulative(int n, IReadOnlyList<double> p, double tolerance)
    {
        ArgumentNullException.ThrowIfNull(p);
        if (n < 1 || p.Count != n)
            throw new ArgumentException($"RandomState.Choice: expected one probability for each of {n} indices, got {p.Count}.", nameof(p));
        var cumulative = new double[n];
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            if (!(p[i] >= 0)) throw new ArgumentException($"RandomState.Choice: p[{i}] is {p[i]}; a probability is not negative.",
                nameof(p));
            cumulative[i] = sum += p[i];
        }
        if (!(Math.Abs(sum - 1) <= tolerance))
            throw new ArgumentException($"RandomState.Choice: the probabilities sum to {sum}, not to 1. Divide each by the sum.",
                nameof(p));
        for (int i = 0; i < n; i++) cumulative[i] /= sum;
        return cumulative;
    }

    private static int FirstAbove(double[] sorted, double value)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (sorted[middle] <= value) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private static void CheckBounds(int low, int high)
    {
        if (high <= low) throw new ArgumentException("RandomState.RandInt: 'high' is not included, so it must be above 'low'; got low " +
            $"{low} and high {high}.");
    }
}
