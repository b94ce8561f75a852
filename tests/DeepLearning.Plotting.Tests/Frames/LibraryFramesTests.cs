using DeepLearning.Data;
using DeepLearning.Frames;
using DeepLearning.Training;
using Microsoft.Data.Analysis;

namespace DeepLearning.Plotting.Tests.Frames;

public class LibraryFramesTests
{
    private static GridResult Grid() => new GridRun(1, 2) { Output = TextWriter.Null }
        .Axis("optimizer", "SGD", "Adam").Axis("rate", 0.003, 0.1)
        .Run(cell => cell["optimizer"] == "Adam" && cell.Number("rate") > 0.01
                ? throw new InvalidOperationException("too fast") : cell.Number("rate") + cell.Seed,
            TestContext.Current.CancellationToken);

    [Fact]
    public void Bostons_frame_holds_what_its_matrices_hold()
    {
        var boston = Boston.Load();
        var frame = boston.ToFrame();
        Assert.Equal([.. boston.FeatureNames, "medv"], frame.Columns.Select(column => column.Name));
        Assert.Equal(boston.Features, frame.ToMatrix([.. boston.FeatureNames]).ToArray());
        Assert.Equal(boston.Targets, frame.ToMatrix("medv").ToArray());
        Assert.Equal(frame.ToMatrix(), DataFrame.ReadCsv(DataFolder.PathOf("boston.csv")).ToMatrix());
    }

    [Fact]
    public void A_grid_has_a_row_for_each_run()
    {
        var frame = Grid().ToFrame();
        Assert.Equal(["optimizer", "rate", "seed", "score", "error"], frame.Columns.Select(column => column.Name));
        Assert.Equal(8, frame.Rows.Count);
        Assert.Equal(["SGD", "SGD", "Adam", "Adam"], frame["optimizer"].Cast<string>().Take(4));
        Assert.Equal([0.003, 0.1, 0.003, 0.1], frame["rate"].ToDoubles().Take(4));
        Assert.Null(frame["score"][3]);
        Assert.Equal("InvalidOperationException: too fast", frame["error"][3]);
        Assert.Equal(1.003, frame["score"][0]);
    }

    [Fact]
    public void A_grid_has_a_summary_of_each_setting()
    {
        var frame = Grid().ToSummary();
        Assert.Equal(["optimizer", "rate", "runs", "mean", "deviation", "lowest", "highest", "failed"],
            frame.Columns.Select(column => column.Name));
        Assert.Equal([2, 2, 2, 2], frame["runs"].ToDoubles());
        Assert.Equal([1.503, 1.6, 1.503, double.NaN], frame["mean"].ToDoubles(), (a, b) => a.Equals(b) || Math.Abs(a - b) < 1e-12);
        Assert.Equal([0, 0, 0, 2], frame["failed"].ToDoubles());
    }
}
