using DeepLearning.Modules;
using DeepLearning.Optimizers;
using DeepLearning.Tests;
using DeepLearning.Tests.Training;
using DeepLearning.Training;

namespace DeepLearning.Plotting.Tests;

[Collection(nameof(ModuleGenerator))]
public class TrainingChartsTests
{
    [Fact]
    public void A_recorder_draws_losses_and_schedule()
    {
        var run = LearnerProblem.Learner().Fit(3);
        Assert.Contains("validation, each epoch", run.DrawLosses().ToSvg(), StringComparison.Ordinal);
        Assert.Contains("momentum", run.DrawSchedule().ToSvg(), StringComparison.Ordinal);
        Assert.Contains("learning rate", LearnerProblem.Learner(optimizer: new Sgd(0.01f)).Fit(1).DrawSchedule().ToSvg(),
            StringComparison.Ordinal);
        Assert.Contains("learning rate", new OneCycle(1).Draw(50).ToSvg(), StringComparison.Ordinal);
        Assert.Equal("Recorder: there is nothing to draw, since no step was taken.",
            Assert.Throws<InvalidOperationException>(() => new Recorder().DrawLosses()).Message);
    }

    [Fact]
    public void A_range_test_marks_what_it_suggests()
    {
        var found = LearningRateFinder.Find(LearnerProblem.Learner(), from: 1e-5f, to: 100, steps: 60, explodes: 2);
        Assert.Contains("suggested", found.Draw().ToSvg(), StringComparison.Ordinal);
    }

    [Fact]
    public void Activations_are_drawn_with_their_place()
    {
        var (before, after) = (new ActivationStats(), new ActivationStats(ActivationPoint.AfterActivation));
        LearnerProblem.Learner().Fit(1, before, after);
        Assert.Contains("mean, before the ReLU", before.Draw().ToSvg(), StringComparison.Ordinal);
        Assert.Contains("mean, after the ReLU", after.Draw(-1).ToSvg(), StringComparison.Ordinal);
        Assert.Contains("share near zero, before the ReLU", before.DrawFirst(2).ToSvg(), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => before.DrawFirst(0));
        Assert.Contains("before the ReLU", before.ColourfulDimension(-2).ToSvg(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_of_many_steps_joins_columns()
    {
        var stats = new ActivationStats(bins: 4);
        LearnerProblem.Learner(train: LearnerProblem.Rows(400, batch: 2)).Fit(1, stats);
        Assert.Equal(200, stats.Layers[0].Histograms.Count);
        Assert.Contains("4 by 100", stats.ColourfulDimension(0).Describe(), StringComparison.Ordinal);
    }

    [Fact]
    public void Activations_that_were_not_watched_are_refused_in_words()
    {
        var stats = new ActivationStats();
        Assert.StartsWith("ActivationStats: nothing was watched yet.",
            Assert.Throws<InvalidOperationException>(() => stats.Draw()).Message, StringComparison.Ordinal);
        LearnerProblem.Learner(new Linear(3, 2)).Fit(1, stats);
        Assert.StartsWith("ActivationStats: there are 1 layers, 0 to 0, or −1 to −1 from the end.",
            Assert.Throws<ArgumentOutOfRangeException>(() => stats.Draw(1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_heatmap_of_a_grid_has_the_means_in_its_cells_and_none_where_a_run_failed()
    {
        var result = new GridRun(1) { Output = TextWriter.Null }.Axis("optimizer", "SGD", "Adam").Axis("rate", 0.003, 0.1, 1)
            .Run(cell => cell["optimizer"] == "SGD" && cell.Number("rate") == 1 ? double.NaN : cell.Number("rate") * 0.377,
                TestContext.Current.CancellationToken);
        var texts = Gallery.Texts(Gallery.Svg(result.Heatmap("optimizer", "rate", scale: 100)));
        Assert.Contains("SGD", texts);
        Assert.Equal((2, 2, 1), (texts.Count(t => t == "0.113"), texts.Count(t => t == "3.77"), texts.Count(t => t == "37.7")));
    }
}
