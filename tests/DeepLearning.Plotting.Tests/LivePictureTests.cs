using DeepLearning.Tests.Training;
using DeepLearning.Training;

namespace DeepLearning.Plotting.Tests;

[Collection(nameof(DeepLearning.Tests.ModuleGenerator))]
public class LivePictureTests
{
    [Fact]
    public void At_most_four_pictures_a_second_are_drawn_and_the_last_in_any_case()
    {
        var (clock, shown) = (new Clock(), new List<object>());
        var live = new LivePicture(shown.Add, clock);
        for (var step = 1; step <= 1000; step++)
        {
            clock.Pass(10); // ten seconds in all
            live.Show(() => step);
        }
        live.Finish(() => "end");
        Assert.Equal(41, shown.Count);
        Assert.Equal(25, shown[0]);
        Assert.Equal("end", shown[^1]);
    }

    [Fact]
    public void Slow_pictures_take_less_than_two_percent_of_the_time_beside_the_first()
    {
        var (clock, drawn) = (new Clock(), 0);
        var live = new LivePicture(_ => { }, clock);
        for (var step = 1; step <= 6000; step++)
        {
            clock.Pass(10);
            live.Show(() =>
            {
                clock.Pass(drawn++ == 0 ? 400 : 40);
                return step;
            });
        }
        Assert.InRange(drawn, 25, 31); // a minute of 1,200 ms for drawing, 40 ms each
    }

    [Fact]
    public void Nothing_is_drawn_before_its_time()
    {
        var live = new LivePicture(_ => Assert.Fail("shown"), new Clock());
        live.Show(() => throw new InvalidOperationException("drawn"));
    }

    [Fact]
    public void A_learner_draws_its_losses_within_an_epoch_and_at_its_end_without_another_result()
    {
        var (clock, shown) = (new Clock { Tick = 100 }, new List<int>());
        var watched = LearnerProblem.Learner().Fit(3,
            new LiveLosses(count => shown.Add((int)count), recorder => recorder.Losses.Count) { Time = clock });
        Assert.Equal(LearnerProblem.Learner().Fit(3).Losses, watched.Losses);
        Assert.True(shown.Count > 2 && shown[0] < watched.Losses.Count / 3, string.Join(' ', shown));
        Assert.Equal(watched.Losses.Count, shown[^1]);
    }

    [Fact]
    public void What_was_drawn_stays_when_a_training_ends_early()
    {
        var shown = new List<object>();
        var live = new LiveLosses(shown.Add);
        Assert.Throws<OperationCanceledException>(() => LearnerProblem.Learner().Fit(3, live, new Stop(5)));
        Assert.Contains("loss", Assert.IsType<Plotly.NET.GenericChart>(shown[^1], exactMatch: false).ToSvg(), StringComparison.Ordinal);
    }

    private sealed class Stop(int after) : Callback
    {
        private int steps;

        public override void AfterStep(Learner learner)
        {
            if (++steps == after) throw new OperationCanceledException();
        }
    }

    private sealed class Clock : TimeProvider
    {
        private long now;

        public long Tick { get; init; }

        public override long TimestampFrequency => 1000;

        public void Pass(int milliseconds) => now += milliseconds;

        public override long GetTimestamp() => now += Tick;
    }
}
