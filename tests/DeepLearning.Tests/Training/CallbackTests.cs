using DeepLearning.Modules;
using DeepLearning.Optimizers;
using DeepLearning.Training;

namespace DeepLearning.Tests.Training;

[Collection(nameof(ModuleGenerator))]
public class CallbackTests
{
    [Fact]
    public void One_cycle_goes_up_and_down_as_published()
    {
        var cycle = new OneCycle(0.06f);
        // Cosine from .06/25 to .06 in the first quarter, then to .06/1e5; the momentum mirrors it.
        Assert.Equal(0.0024, cycle.RateAt(0), 1e-7);
        Assert.Equal((0.0024 + 0.06) / 2, cycle.RateAt(0.125), 1e-7);
        Assert.Equal(0.06, cycle.RateAt(0.25), 1e-7);
        Assert.Equal((0.06 + 6e-7) / 2, cycle.RateAt(0.625), 1e-7);
        Assert.Equal(6e-7, cycle.RateAt(1), 1e-9);
        Assert.Equal([0.95f, 0.9f, 0.85f, 0.9f, 0.95f], new[] { 0, 0.125, 0.25, 0.625, 1 }.Select(cycle.MomentumAt));
        Assert.Equal(0.06 * (1 - (1 - 1 / 25.0) * (1 + Math.Cos(Math.PI * 0.1 / 0.25)) / 2), cycle.RateAt(0.1), 1e-7);
    }

    [Fact]
    public void One_cycle_sets_rate_and_momentum_for_every_batch_and_leaves_the_optimizer_as_it_was()
    {
        foreach (var (optimizer, momentum) in new (Optimizer, Func<float>)[] { Adam(), Momentum() })
        {
            var run = LearnerProblem.Learner(optimizer: optimizer).Fit(4, new OneCycle(0.02f));
            Assert.Equal(Enumerable.Range(0, 20).Select(step => new OneCycle(0.02f).RateAt(step / 20.0)), run.LearningRates);
            Assert.Equal(Enumerable.Range(0, 20).Select(step => new OneCycle(0.02f).MomentumAt(step / 20.0)), run.Momenta);
            Assert.Equal(0.01f, optimizer.LearningRate);
            Assert.Equal(0.9f, momentum());
        }
        var plain = LearnerProblem.Learner(optimizer: new Sgd(0.01f)).Fit(1, new OneCycle(0.02f));
        Assert.Empty(plain.Momenta);

        static (Optimizer, Func<float>) Adam()
        {
            var adam = new AdamW(0.01f);
            return (adam, () => adam.Beta1);
        }

        static (Optimizer, Func<float>) Momentum()
        {
            var sgd = new SgdMomentum(0.01f);
            return (sgd, () => sgd.Momentum);
        }
    }

    [Fact]
    public void One_cycle_refuses_numbers_outside_their_range()
    {
        Assert.StartsWith("OneCycle: 'largestRate' is 0; expected a number above 0.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new OneCycle(0)).Message, StringComparison.Ordinal);
        Assert.StartsWith("OneCycle: 'warm' is 1;", Assert.Throws<ArgumentOutOfRangeException>(() => new OneCycle(1, warm: 1)).Message,
            StringComparison.Ordinal);
        Assert.StartsWith("OneCycle: 'startDivisor' is 0.5;",
            Assert.Throws<ArgumentOutOfRangeException>(() => new OneCycle(1, startDivisor: 0.5f)).Message, StringComparison.Ordinal);
        Assert.StartsWith("OneCycle: 'endDivisor' is 0;",
            Assert.Throws<ArgumentOutOfRangeException>(() => new OneCycle(1, endDivisor: 0)).Message, StringComparison.Ordinal);
        Assert.StartsWith("OneCycle: 'momentum' is 1;",
            Assert.Throws<ArgumentOutOfRangeException>(() => new OneCycle(1, momentum: 1)).Message, StringComparison.Ordinal);
        Assert.StartsWith("OneCycle: 'lowMomentum' is -1;",
            Assert.Throws<ArgumentOutOfRangeException>(() => new OneCycle(1, lowMomentum: -1)).Message, StringComparison.Ordinal);
        Assert.StartsWith("OneCycle: the progress is a number from 0 to 1.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new OneCycle(1).RateAt(1.1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_recorder_keeps_steps_and_epochs()
    {
        var learner = LearnerProblem.Learner();
        var mine = new Recorder();
        Assert.Same(mine, learner.Fit(3, mine));
        Assert.Equal(15, mine.Losses.Count);
        Assert.All(mine.LearningRates, rate => Assert.Equal(0.01f, rate));
        Assert.Equal([1, 2, 3], mine.Epochs.Select(epoch => epoch.Epoch));
        Assert.Equal(mine.Losses.Take(5).Average(l => (double)l), mine.Epochs[0].TrainingLoss, 1e-12);
        Assert.Equal(learner.Validate(learner.ValidData!).Loss, mine.ValidationLoss);
        Assert.Equal(mine.Epochs[2].Validation!.Metrics[0], mine["accuracy"]);
        Assert.StartsWith("epoch  training loss  validation loss  accuracy\n    1 ", mine.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("15 steps", mine.ToString(), StringComparison.Ordinal);
        Assert.Contains("<td", mine.ToHtml(), StringComparison.Ordinal);
        learner.Fit(1, mine);
        Assert.Equal(5, mine.Losses.Count);
    }

    [Fact]
    public void The_recorder_says_what_it_does_not_have()
    {
        var run = LearnerProblem.Learner().Fit(1);
        Assert.Equal("Recorder: there is no metric 'beauty'; there is accuracy.",
            Assert.Throws<KeyNotFoundException>(() => run["beauty"]).Message);
        var blind = new Learner(new Linear(3, 2), new CrossEntropyLoss(), new Sgd(),
            LearnerProblem.Rows(8))
        { Output = TextWriter.Null }.Fit(1);
        Assert.Equal(double.NaN, blind.ValidationLoss);
        Assert.Equal("Recorder: there is no metric 'accuracy'; there are none.",
            Assert.Throws<KeyNotFoundException>(() => blind["accuracy"]).Message);
        Assert.Contains("–", blind.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Early_stopping_gives_the_best_model_back()
    {
        // A rate far too large: the validation loss soon rises.
        var model = LearnerProblem.Model();
        var learner = LearnerProblem.Learner(model, new SgdMomentum(0.5f, 0.95f));
        var stopping = new EarlyStopping(patience: 3);
        var run = learner.Fit(100, stopping);
        Assert.True(run.Epochs.Count < 100);
        Assert.Equal(run.Epochs.Min(epoch => epoch.Validation!.Loss), stopping.BestLoss);
        Assert.Equal(run.Epochs.Count, stopping.BestEpoch + 3);
        Assert.Equal(stopping.BestLoss, learner.Validate(learner.ValidData!).Loss);
        Assert.Contains($"This is the model of epoch {stopping.BestEpoch}.", learner.StoppedBecause, StringComparison.Ordinal);
        Assert.Contains("stopped: the validation loss", run.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Early_stopping_needs_validation_data_and_sensible_numbers()
    {
        var blind = new Learner(new Linear(3, 2), new CrossEntropyLoss(), new Sgd(), LearnerProblem.Rows(8)) { Output = TextWriter.Null };
        Assert.Equal("EarlyStopping watches the validation loss, and the learner has no validation data. Give it a second data loader.",
            Assert.Throws<InvalidOperationException>(() => blind.Fit(1, new EarlyStopping())).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyStopping(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyStopping(1, -1));
    }

    [Fact]
    public void The_rate_finder_finds_a_rate_and_leaves_no_trace()
    {
        var (tested, untested) = (LearnerProblem.Learner(), LearnerProblem.Learner());
        foreach (var learner in new[] { tested, untested })
        {
            Module.Seed(7);
            learner.Fit(1);
            if (learner == tested)
            {
                var before = LearnerProblem.Values(learner.Model);
                var found = LearningRateFinder.Find(learner, from: 1e-5f, to: 100, steps: 60, explodes: 2);
                Assert.Equal(before, LearnerProblem.Values(learner.Model));
                Assert.True(found.Exploded);
                Assert.InRange(found.Rates.Count, 10, 60);
                Assert.Equal(found.Rates[found.Smoothed.ToList().IndexOf(found.Smoothed.Min())] / 10, found.Suggestion);
                Assert.InRange(found.Steepest, 1e-4f, 10);
                Assert.Equal(1e-5 * Math.Pow(1e7, 1 / 59.0), found.Rates[1], 1e-9);
                Assert.Contains("suggested", found.ToString(), StringComparison.Ordinal);
            }
            learner.Fit(2);
        }
        // Weights, averages, Adam's memory, the order of the rows and dropout's draws: all as if there had been no test.
        Assert.Equal(LearnerProblem.Values(untested.Model), LearnerProblem.Values(tested.Model));
        Assert.Equal(0.01f, tested.Optimizer.LearningRate);
    }

    [Fact]
    public void The_rate_finder_tries_all_rates_where_nothing_explodes_and_refuses_nonsense()
    {
        var learner = LearnerProblem.Learner();
        var found = LearningRateFinder.Find(learner, 1e-6f, 1e-5f, steps: 12);
        Assert.Equal(12, found.Rates.Count);
        Assert.False(found.Exploded);
        Assert.StartsWith("LearningRateFinder: rates from 1 to 0.5; expected",
            Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateFinder.Find(learner, 1, 0.5f)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateFinder.Find(learner, steps: 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateFinder.Find(learner, explodes: 1));
    }
}
