using System.Globalization;
using DeepLearning.Optimizers;

namespace DeepLearning.Tests.Optimizers;

public class LearningRateScheduleTests
{
    [Fact]
    public void Linear_falls_by_the_same_amount() =>
        Assert.Equal([0.15f, 0.1f, 0.05f], Rates(LearningRateSchedule.Linear(0.15f, 0.05f), 3), Close);

    [Fact]
    public void Exponential_falls_by_the_same_share() =>
        Assert.Equal([0.2f, 0.1f, 0.05f], Rates(LearningRateSchedule.Exponential(0.2f, 0.05f), 3), Close);

    [Fact]
    public void Cosine_is_halfway_in_the_middle() =>
        Assert.Equal([0.3f, 0.15f, 0], Rates(LearningRateSchedule.Cosine(0.3f), 3), Close);

    [Fact]
    public void Constant_stays() => Assert.Equal([0.1f, 0.1f], Rates(LearningRateSchedule.Constant(0.1f), 2), Close);

    [Fact]
    public void A_single_step_has_the_first_rate() => Assert.Equal(0.2f, LearningRateSchedule.Linear(0.2f, 0.1f).At(0, 1));

    [Fact]
    public void The_name_has_a_decimal_point_in_every_language()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            var withCommas = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            withCommas.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = withCommas;
            Assert.Equal("linear 0.15 → 0.05", LearningRateSchedule.Linear(0.15f, 0.05f).Name);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Rates_and_steps_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Linear(-0.1f, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Exponential(0.1f, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Cosine(float.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Constant(0.1f).At(3, 3));
    }

    private static IEnumerable<float> Rates(LearningRateSchedule schedule, int steps) =>
        Enumerable.Range(0, steps).Select(step => schedule.At(step, steps));

    private static bool Close(float a, float b) => Math.Abs(a - b) < 1e-6f;
}
