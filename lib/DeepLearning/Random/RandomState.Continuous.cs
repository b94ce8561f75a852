namespace DeepLearning.Random;

public sealed partial class RandomState
{
    /// <summary>One number, uniform in [0, 1).</summary>
    public double RandomSample() => _twister.NextDouble();

    /// <summary>Numbers uniform in [0, 1).</summary>
    /// <param name="count">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public double[] RandomSample(int count) => Draw(count, _twister.NextDouble);

    /// <summary>One number, uniform in [low, high).</summary>
    /// <exception cref="ArgumentException">A bound is not finite, or <paramref name="high"/> is below <paramref name="low"/>.</exception>
    public double Uniform(double low, double high)
    {
        CheckRange(low, high);
        return low + (high - low) * _twister.NextDouble();
    }

    /// <summary>Numbers uniform in [low, high).</summary>
    /// <exception cref="ArgumentException">A bound is not finite, or <paramref name="high"/> is below <paramref name="low"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public double[] Uniform(double low, double high, int count)
    {
        CheckRange(low, high);
        return Draw(count, () => low + (high - low) * _twister.NextDouble());
    }

    /// <summary>One standard normal number: mean 0, standard deviation 1.</summary>
    public double Randn() => NextNormal();

    /// <summary>Standard normal numbers.</summary>
    /// <param name="count">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public double[] Randn(int count) => Draw(count, NextNormal);

    /// <summary>A matrix of standard normal numbers, drawn row by row.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public double[,] Randn(int rows, int columns) => Draw(rows, columns, NextNormal);

    /// <summary>One normal number with the given mean and standard deviation.</summary>
    /// <exception cref="ArgumentException"><paramref name="scale"/> is negative or a parameter is not finite.</exception>
    public double Normal(double mean, double scale)
    {
        CheckNormal(mean, scale);
        return mean + scale * NextNormal();
    }

    /// <summary>Normal numbers with the given mean and standard deviation.</summary>
    /// <exception cref="ArgumentException"><paramref name="scale"/> is negative or a parameter is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public double[] Normal(double mean, double scale, int count)
    {
        CheckNormal(mean, scale);
        return Draw(count, () => mean + scale * NextNormal());
    }

    /// <summary>A matrix of normal numbers with the given mean and standard deviation, drawn row by row.</summary>
    /// <exception cref="ArgumentException"><paramref name="scale"/> is negative or a parameter is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public double[,] Normal(double mean, double scale, int rows, int columns)
    {
        CheckNormal(mean, scale);
        return Draw(rows, columns, () => mean + scale * NextNormal());
    }

    /// <summary>Fills with numbers uniform in [low, high): the draws of <see cref="Uniform(double, double, int)"/>.</summary>
    /// <exception cref="ArgumentException">A bound is not finite, or <paramref name="high"/> is below <paramref name="low"/>.</exception>
    public void FillUniform(Span<double> values, double low = 0, double high = 1)
    {
        CheckRange(low, high);
        for (int i = 0; i < values.Length; i++) values[i] = low + (high - low) * _twister.NextDouble();
    }

    /// <summary>Fills with numbers uniform in [low, high): the draws of <see cref="Uniform(double, double, int)"/>, rounded to single
    /// precision.</summary>
    /// <exception cref="ArgumentException">A bound is not finite, or <paramref name="high"/> is below <paramref name="low"/>.</exception>
    public void FillUniform(Span<float> values, double low = 0, double high = 1)
    {
        CheckRange(low, high);
        for (int i = 0; i < values.Length; i++) values[i] = (float)(low + (high - low) * _twister.NextDouble());
    }

    /// <summary>Fills with normal numbers: the draws of <see cref="Normal(double, double, int)"/>.</summary>
    /// <exception cref="ArgumentException"><paramref name="scale"/> is negative or a parameter is not finite.</exception>
    public void FillNormal(Span<double> values, double mean = 0, double scale = 1)
    {
        CheckNormal(mean, scale);
        for (int i = 0; i < values.Length; i++) values[i] = mean + scale * NextNormal();
    }

    /// <summary>Fills with normal numbers: the draws of <see cref="Normal(double, double, int)"/>, rounded to single precision.</summary>
    /// <exception cref="ArgumentException"><paramref name="scale"/> is negative or a parameter is not finite.</exception>
    public void FillNormal(Span<float> values, double mean = 0, double scale = 1)
    {
        CheckNormal(mean, scale);
        for (int i = 0; i < values.Length; i++) values[i] = (float)(mean + scale * NextNormal());
    }

    private static void CheckRange(double low, double high)
    {
        if (!double.IsFinite(low) || !double.IsFinite(high) || high < low)
            throw new ArgumentException($"RandomState.Uniform: low and high must be finite with low ≤ high, got {low} and {high}.");
    }

    private static void CheckNormal(double mean, double scale)
    {
        if (!double.IsFinite(mean) || !double.IsFinite(scale) || scale < 0)
            throw new ArgumentException($"RandomState.Normal: mean and scale must be finite with scale ≥ 0, got {mean} and {scale}.");
    }
}
