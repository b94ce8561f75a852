using DeepLearning.Data;

namespace DeepLearning.Tests.Data;

public class StandardScalerTests
{
    private static readonly double[,] Values = { { 1, 0.1, 10 }, { 2, 0.1, -10 }, { 6, 0.1, 30 } };

    [Fact]
    public void Columns_get_mean_0_and_population_deviation_1()
    {
        var scaler = new StandardScaler();
        double[,] z = scaler.FitTransform(Values);
        Assert.Equal([3, 0.1, 10], scaler.Means);
        Assert.Equal(Math.Sqrt(14 / 3.0), scaler.Scales[0], 12);
        for (int j = 0; j < 3; j += 2)
        {
            double[] column = [.. Enumerable.Range(0, 3).Select(i => z[i, j])];
            Assert.Equal(0, column.Average(), 12);
            Assert.Equal(1, column.Average(v => v * v), 12);
        }
    }

    [Fact]
    public void A_constant_column_becomes_zero_and_comes_back()
    {
        var scaler = new StandardScaler();
        double[,] z = scaler.FitTransform(Values);
        Assert.Equal([0, 0, 0], Enumerable.Range(0, 3).Select(i => z[i, 1]));
        double[,] back = scaler.InverseTransform(z);
        for (int i = 0; i < 3; i++)
            for (int j = 0; j < 3; j++) Assert.Equal(Values[i, j], back[i, j], 12);
    }

    [Fact]
    public void Mistakes_are_named()
    {
        Assert.Equal("StandardScaler: call Fit with the training data first.",
            Assert.Throws<InvalidOperationException>(() => new StandardScaler().Transform(Values)).Message);
        Assert.StartsWith("StandardScaler.Fit: there are no rows.",
            Assert.Throws<ArgumentException>(() => new StandardScaler().Fit(new double[0, 2])).Message, StringComparison.Ordinal);
        Assert.StartsWith("StandardScaler.Fit: row 0, column 1 is NaN; fill or drop missing values first.",
            Assert.Throws<ArgumentException>(() => new StandardScaler().Fit(new[,] { { 1, double.NaN } })).Message,
                StringComparison.Ordinal);
        Assert.StartsWith("StandardScaler.InverseTransform: got 2 columns; Fit saw 3.",
            Assert.Throws<ArgumentException>(() => new StandardScaler().Fit(Values).InverseTransform(new double[1, 2])).Message,
                StringComparison.Ordinal);
    }
}
