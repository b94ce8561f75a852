using DeepLearning.Modules;
using DeepLearning.Training;

namespace DeepLearning.Tests.Training;

[Collection(nameof(ModuleGenerator))]
public class ActivationStatsTests
{
    [Fact]
    public void The_numbers_are_those_of_a_plain_computation()
    {
        var model = new Sequential(new Linear(3, 6), new ReLU(), new Linear(6, 2));
        var seen = new List<float[]>();
        model[0].Called += (part, output) => { if (part.IsTraining) seen.Add(output.ToArray()); };
        var stats = new ActivationStats(from: -2, to: 2, bins: 8);
        LearnerProblem.Learner(model).Fit(1, stats);
        var layer = stats.Layers[0];
        Assert.Equal(5, layer.Means.Count);
        Assert.Equal(5, seen.Count);
        for (var step = 0; step < 5; step++)
        {
            var values = seen[step].Select(v => (double)v).ToArray();
            var mean = values.Average();
            Assert.Equal(mean, layer.Means[step], 1e-9);
            Assert.Equal(Math.Sqrt(values.Average(v => (v - mean) * (v - mean))), layer.Deviations[step], 1e-9);
            Assert.Equal(values.Count(v => v <= 0.05f) / (double)values.Length, layer.NearZero[step]);
            var counts = new int[8];
            foreach (var v in values) counts[Math.Clamp((int)Math.Floor((v + 2) / 0.5), 0, 7)]++;
            Assert.Equal(counts, layer.Histograms[step]);
        }
    }

    [Fact]
    public void Each_place_has_its_layers_and_says_so_and_the_share_near_zero_is_the_same_on_both_sides()
    {
        var (before, after) = (new ActivationStats(), new ActivationStats(ActivationPoint.AfterActivation));
        var model = LearnerProblem.Model();
        LearnerProblem.Learner(model).Fit(1, before, after);
        Assert.Equal(["0 Linear(3, 8)", "4 Linear(8, 2)"], before.Layers.Select(layer => layer.Name));
        Assert.Equal(["1 ReLU"], after.Layers.Select(layer => layer.Name));
        Assert.Equal(before.Layers[0].NearZero, after.Layers[0].NearZero);
        Assert.All(after.Layers[0].Means.Zip(before.Layers[0].Means), pair => Assert.True(pair.First > pair.Second));
    }

    [Fact]
    public void Chosen_modules_are_watched_and_no_hook_remains()
    {
        var model = LearnerProblem.Model();
        var stats = new ActivationStats("after the batch norm", [model[2]]);
        var learner = LearnerProblem.Learner(model);
        learner.Fit(1, stats);
        Assert.Equal("2 BatchNorm1d(8)", Assert.Single(stats.Layers).Name);
        Assert.Equal(5, stats.Layers[0].Means.Count);
        learner.Fit(1);
        Assert.Equal(5, stats.Layers[0].Means.Count);
        learner.Fit(2, stats);
        Assert.Equal(10, stats.Layers[0].Means.Count);
    }

    [Fact]
    public void What_can_not_be_watched_is_refused_in_words()
    {
        var linear = new Linear(3, 2);
        Assert.StartsWith("ActivationStats: the Linear has no layer to look at after the ReLU.",
            Assert.Throws<InvalidOperationException>(() =>
            LearnerProblem.Learner(linear).Fit(1, new ActivationStats(ActivationPoint.AfterActivation))).Message, StringComparison.Ordinal);
        Assert.Equal("ActivationStats: 1 of the modules to watch is not a part of the Linear that is being trained.",
            Assert.Throws<InvalidOperationException>(() =>
            LearnerProblem.Learner(linear).Fit(1, new ActivationStats("elsewhere", [new ReLU()]))).Message);
        Assert.StartsWith("ActivationStats: no modules to watch.",
            Assert.Throws<ArgumentException>(() => new ActivationStats("nowhere", [])).Message, StringComparison.Ordinal);
        Assert.StartsWith("ActivationStats: histograms from 1 to 1 have no width",
            Assert.Throws<ArgumentException>(() => new ActivationStats(from: 1, to: 1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ActivationStats(bins: 0));
    }
}
