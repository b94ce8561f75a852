namespace DeepLearning.Data;

/// <summary>Brings every column to mean 0 and standard deviation 1: <c>z = (x − mean) / std</c>.</summary>
/// <remarks>
/// X [N, columns]. The standard deviation is the population's, √(Σ(x−mean)²/N). A column that never varies has standard deviation 0; its
/// divisor is 1 instead, so that it becomes 0 and <see cref="InverseTransform"/> still gives it back.
/// </remarks>
public sealed class StandardScaler
{
    private double[]? _means, _deviations;

    /// <summary>The mean of each column that <see cref="Fit"/> saw.</summary>
    /// <exception cref="InvalidOperationException"><see cref="Fit"/> was not called yet.</exception>
    public IReadOnlyList<double> Means => Fitted.Means;

    /// <summary>What each column is divided by: its standard deviation, or 1 if that is 0.</summary>
    /// <exception cref="InvalidOperationException"><see cref="Fit"/> was not called yet.</exception>
    public IReadOnlyList<double> Scales => Fitted.Scales;

    private (double[] Means, double[] Scales) Fitted => _means is not null && _deviations is not null ? (_means, _deviations)
        : throw new InvalidOperationException("StandardScaler: call Fit with the training data first.");

    /// <summary>Learns mean and standard deviation of each column.</summary>
    /// <returns>This scaler.</returns>
    /// <exception cref="ArgumentException">There are no rows, or a value is missing or infinite.</exception>
    public StandardScaler Fit(double[,] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        int rows = values.GetLength(0), columns = values.GetLength(1);
        if (rows == 0) throw new ArgumentException("StandardScaler.Fit: there are no rows.", nameof(values));
        var means = new double[columns];
        var scales = new double[columns];
        for (int j = 0; j < columns; j++)
        {
            double sum = 0, squares = 0, least = values[0, j], most = values[0, j];
            for (int i = 0; i < rows; i++)
            {
                double value = values[i, j];
                if (!double.IsFinite(value))
                    throw new ArgumentException($"StandardScaler.Fit: row {i}, column {j} is {value}; fill or drop missing values first.",
                        nameof(values));
                (sum, least, most) = (sum + value, Math.Min(least, value), Math.Max(most, value));
            }
            // A constant's mean can be an ulp off, which would make its deviation tiny instead of 0.
            means[j] = least == most ? least : sum / rows;
            for (int i = 0; i < rows; i++) squares += (values[i, j] - means[j]) * (values[i, j] - means[j]);
            scales[j] = least == most ? 1 : Math.Sqrt(squares / rows);
        }
        (_means, _deviations) = (means, scales);
        return this;
    }

    /// <summary>The standardised values, <c>(x − mean) / std</c> column by column.</summary>
    /// <exception cref="InvalidOperationException"><see cref="Fit"/> was not called yet.</exception>
    /// <exception cref="ArgumentException">The number of columns differs from that of <see cref="Fit"/>.</exception>
    public double[,] Transform(double[,] values) => Map(values, nameof(Transform), (x, mean, scale) => (x - mean) / scale);

    /// <summary>The values before standardising, <c>z · std + mean</c> column by column.</summary>
    /// <exception cref="InvalidOperationException"><see cref="Fit"/> was not called yet.</exception>
    /// <exception cref="ArgumentException">The number of columns differs from that of <see cref="Fit"/>.</exception>
    public double[,] InverseTransform(double[,] values) => Map(values, nameof(InverseTransform), (z, mean, scale) => z * scale + mean);

    /// <summary><see cref="Fit"/>, then <see cref="Transform"/> of the same values.</summary>
    /// <exception cref="ArgumentException">There are no rows, or a value is missing or infinite.</exception>
    public double[,] FitTransform(double[,] values) => Fit(values).Transform(values);

    private double[,] Map(double[,] values, string caller, Func<double, double, double, double> map)
    {
        ArgumentNullException.ThrowIfNull(values);
        var (means, scales) = Fitted;
        int rows = values.GetLength(0), columns = values.GetLength(1);
        if (columns != means.Length)
            throw new ArgumentException($"StandardScaler.{caller}: got {columns} columns; Fit saw {means.Length}.", nameof(values));
        var result = new double[rows, columns];
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < columns; j++) result[i, j] = map(values[i, j], means[j], scales[j]);
        return result;
    }
}
