using DeepLearning.Display;
using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Tests.Display;

public class ComparisonTests
{
    [Theory]
    [InlineData(0.2489, 0.24894999, 4, true, "0.2489", "✓ equal")]
    [InlineData(0.2489, 0.24896, 4, false, "0.2490", "≠ differs by 0.0001")]
    [InlineData(-0.11, -0.1149, 2, true, "−0.11", "✓ equal")]
    [InlineData(0, -0.0004, 2, true, "0.00", "✓ equal")]
    [InlineData(35, 35, 0, true, "35", "✓ equal")]
    [InlineData(1, double.NaN, 2, false, "NaN", "≠ differs by Infinity")]
    public void A_number_agrees_when_its_printed_digits_do(double book, double ours, int decimals, bool agrees, string written,
        string verdict)
    {
        var row = Comparison.Of("x", book, ours, decimals);
        Assert.Equal((agrees, written, verdict), (row.Agrees, row.Ours, row.Verdict));
    }

    [Theory]
    [InlineData(94.3, true, "✓ within 0.5")]
    [InlineData(95, false, "≠ off by 0.90, more than 0.5")]
    public void A_tolerance_replaces_the_comparison_of_digits(double ours, bool agrees, string verdict)
    {
        var row = Comparison.Within("accuracy, %", book: 94.10, ours, decimals: 2, tolerance: 0.5);
        Assert.Equal((agrees, verdict), (row.Agrees, row.Verdict));
    }

    [Fact]
    public void Several_numbers_agree_only_if_all_do()
    {
        Assert.True(Comparison.Of("loss", [0.719, 0.611], [0.71901, 0.61099], 3).Agrees);
        Assert.Equal("≠ differs by 0.010", Comparison.Of("loss", [0.719, 0.611], [0.719, 0.601], 3).Verdict);
    }

    [Fact]
    public void A_matrix_is_written_row_by_row()
    {
        var row = Comparison.Of("dL/dX", new[,] { { 1.0, -2 }, { 3, 4 }, { 5, 6 } }, new[,] { { 1.01, -2 }, { 3, 4 }, { 5, 6 } }, 1);
        Assert.Equal("1.0 −2.0; 3.0 4.0; 5.0 6.0", row.Book);
        Assert.True(row.Agrees);
        Assert.Equal("dL/dX: 1.0 −2.0; 3.0 4.0; 5.0 6.0 and 1.0 −2.0; 3.0 4.0; 5.0 6.0, ✓ equal", row.ToString());
    }

    [Fact]
    public void A_matrix_of_MathNet_is_compared_like_an_array()
    {
        var identity = Matrix<double>.Build.DenseIdentity(2, 3);
        Assert.Equal("1 0 0; 0 1 0", Comparison.Of("I", identity, identity, 0).Ours);
        Assert.False(Comparison.Of("I", identity, -identity, 0).Agrees);
    }

    [Fact]
    public void What_cannot_be_compared_is_refused_by_name()
    {
        Assert.StartsWith("Comparison of 'loss': 2 reference numbers and 1 of ours",
            Assert.Throws<ArgumentException>(() => Comparison.Of("loss", [1, 2], [1], 2)).Message);
        Assert.StartsWith("Comparison of 'W': the reference has shape [1, 2], ours [2, 1].",
            Assert.Throws<ArgumentException>(() => Comparison.Of("W", new double[1, 2], new double[2, 1], 2)).Message);
        Assert.StartsWith("Comparison of 'L': 'decimals'",
            Assert.Throws<ArgumentOutOfRangeException>(() => Comparison.Of("L", 1, 1, 16)).Message);
        Assert.StartsWith("Comparison of 'L': 'tolerance'",
            Assert.Throws<ArgumentOutOfRangeException>(() => Comparison.Within("L", 1, 1, 2, -1)).Message);
    }
}
