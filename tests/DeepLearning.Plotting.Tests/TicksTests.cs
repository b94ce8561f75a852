namespace DeepLearning.Plotting.Tests;

public class TicksTests
{
    [Theory]
    [InlineData(0, 1, "0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(-3, 3, "−3 −2 −1 0 1 2 3")]
    [InlineData(0, 60000, "0 10,000 20,000 30,000 40,000 50,000 60,000")]
    [InlineData(0, 2e8, "0 5×10⁷ 10⁸ 1.5×10⁸ 2×10⁸")]
    [InlineData(-1e-6, 1e-6, "−10⁻⁶ −5×10⁻⁷ 0 5×10⁻⁷ 10⁻⁶")]
    [InlineData(0.995, 1.001, "0.995 0.996 0.997 0.998 0.999 1.000 1.001")]
    public void Linear_ticks_are_round_and_inside(double min, double max, string labels) =>
        Assert.Equal(labels.Split(' '), Ticks.Linear(min, max, 6).Select(t => t.Label));

    [Theory]
    [InlineData(-5, 0, "10⁻⁵ 10⁻⁴ 0.001 0.01 0.1 1")]
    [InlineData(0, 1.5, "1 2 5 10 20")]
    [InlineData(0, 0.3, "1.0 1.2 1.4 1.6 1.8")]
    [InlineData(0, 24, "1 10,000 10⁸ 10¹² 10¹⁶ 10²⁰ 10²⁴")]
    public void Logarithmic_ticks_are_powers_of_ten_where_there_are_enough(double min, double max, string labels) =>
        Assert.Equal(labels.Split(' '), Ticks.Logarithmic(min, max, 6).Select(t => t.Label));

    [Theory]
    [InlineData(double.NegativeInfinity, double.PositiveInfinity)]
    [InlineData(double.NaN, 1)]
    [InlineData(1, 1)]
    public void Ranges_that_are_none_have_no_ticks(double min, double max) => Assert.Empty(Ticks.Linear(min, max, 5));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.00001, "−10⁻⁵")]
    [InlineData(0.12345, "0.1235")]
    [InlineData(-1234.5, "−1235")]
    [InlineData(12345, "12,345")]
    [InlineData(2.5e9, "2.5×10⁹")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "∞")]
    [InlineData(double.NegativeInfinity, "−∞")]
    public void Numbers_are_written_for_people(double value, string text) => Assert.Equal(text, Numbers.Text(value));

    [Fact]
    public void Stored_numbers_keep_the_digits_that_tell_them_apart()
    {
        Assert.Contains("\"y\":[0.333333,2.5,null]", Chart.Line([1 / 3.0, 2.5, double.NaN]).ToJson(), StringComparison.Ordinal);
        Assert.Contains("\"y\":[1000000.125,1000000.25]", Chart.Line([1000000.125, 1000000.25]).ToJson(), StringComparison.Ordinal);
    }
}
