using DeepLearning.Modules;
using DeepLearning.Training;

namespace DeepLearning.Tests.Training;

[Collection(nameof(ModuleGenerator))]
public class GridRunTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static GridRun Grid(params uint[] seeds) =>
        new GridRun(seeds) { Output = TextWriter.Null }.Axis("optimizer", "SGD", "Adam").Axis("rate", 0.003, 0.1, 1);

    /// <summary>Stands in for a training: depends on the settings, and on random numbers that begin at the seed.</summary>
    private static double Score(GridCell cell) =>
        (cell["optimizer"] == "SGD" ? 10 : 20) + cell.Number("rate") + new Linear(2, 2).Weight[0, 0];

    [Fact]
    public void Every_setting_is_tried_with_one_seed_before_the_next()
    {
        var cells = Grid(7, 8).Cells;
        Assert.Equal(12, cells.Count);
        Assert.Equal(["optimizer SGD, rate 0.003, seed 7", "optimizer SGD, rate 0.1, seed 7"], cells.Take(2).Select(cell => $"{cell}"));
        Assert.Equal("optimizer Adam, rate 1, seed 7", $"{cells[5]}");
        Assert.Equal([7u, 7, 7, 7, 7, 7, 8, 8, 8, 8, 8, 8], cells.Select(cell => cell.Seed));
    }

    [Fact]
    public void A_run_gives_the_same_score_whatever_ran_before_it()
    {
        var whole = Grid(1, 2).Run(Score, Cancellation);
        var other = new GridRun(2) { Output = TextWriter.Null }.Axis("optimizer", "Adam").Axis("rate", 1.0).Run(Score, Cancellation);
        Assert.Equal(other.Outcomes[0].Score, whole.Where("optimizer", "Adam").Where("rate", 1).Outcomes[1].Score);
        Assert.Equal(whole.Outcomes.Select(run => run.Score), Grid(1, 2).Run(Score, Cancellation).Outcomes.Select(run => run.Score));
        Assert.Equal([whole.Outcomes[9].Score], whole.Source.Repeat(whole.Outcomes[9].Cell));
        Assert.NotEqual(whole.Outcomes[0].Score, whole.Outcomes[6].Score);
    }

    [Fact]
    public void A_run_that_fails_or_diverges_is_noted_and_the_others_go_on()
    {
        var output = new StringWriter { NewLine = "\n" };
        var grid = Grid(1, 2);
        grid.Output = output;
        var result = grid.Run(cell => cell.Number("rate") switch
        {
            1 when cell["optimizer"] == "SGD" => throw new InvalidOperationException("too fast"),
            0.1 when cell.Seed == 2 => double.NaN,
            _ => 0.5,
        }, Cancellation);
        Assert.Equal(12, result.Outcomes.Count);
        Assert.Equal("InvalidOperationException: too fast", result.Outcomes[2].Error);
        Assert.Equal("the score is not a number: the training diverged", result.Outcomes[7].Error);
        Assert.Equal("12 runs done. 4 failed, the first at optimizer SGD, rate 1, seed 1: InvalidOperationException: too fast\n",
            output.ToString());
        // A setting of which one seed diverged has no mean: that of the survivors would flatter it.
        Assert.Null(result.Where("optimizer", "Adam").Where("rate", 0.1).Best());
        Assert.Equal([0.5, double.NaN, double.NaN], Enumerable.Range(0, 3).Select(j => result.Means("optimizer", "rate")[0, j]));
        Assert.Equal(["0.003", "0.003"], result.BestBy("optimizer").Select(setting => setting["rate"]));
    }

    [Fact]
    public void An_interrupted_grid_keeps_what_is_done_and_goes_on()
    {
        using var stop = new CancellationTokenSource();
        var (grid, trained) = (Grid(1, 2), new List<string>());
        double Train(GridCell cell)
        {
            trained.Add($"{cell}");
            if (trained.Count == 4) stop.Cancel();
            return Score(cell);
        }
        var partial = grid.Run(Train, stop.Token);
        Assert.Equal(4, partial.Outcomes.Count);
        Assert.Equal("4 of 12 runs done; Continue() does the others.", partial.Summary);
        Assert.Equal(Grid(1, 2).Run(Score, Cancellation).ToString(), grid.Continue(Cancellation).ToString());
        Assert.Equal(12, trained.Distinct().Count());
        Assert.Equal(12, trained.Count);
    }

    [Fact]
    public void An_interruption_from_inside_a_run_keeps_what_is_done()
    {
        var grid = Grid(1);
        var left = 3;
        Assert.Throws<OperationCanceledException>(() =>
            grid.Run(cell => left-- > 0 ? Score(cell) : throw new OperationCanceledException(), Cancellation));
        Assert.Equal(3, grid.Result.Outcomes.Count);
        left = 100;
        Assert.Equal("6 runs done.", grid.Continue(Cancellation).Summary);
    }

    [Fact]
    public void Continue_tries_failed_runs_again()
    {
        var (grid, broken) = (Grid(1), true);
        Assert.Contains("6 failed", grid.Run(cell => broken ? throw new IOException("no data") : Score(cell), Cancellation).Summary,
            StringComparison.Ordinal);
        broken = false;
        Assert.Equal("6 runs done.", grid.Continue(Cancellation).Summary);
    }

    [Fact]
    public void A_long_grid_shows_the_time_left_on_a_line_that_is_wiped()
    {
        var output = new StringWriter { NewLine = "\n" };
        new GridRun(1) { Output = output, Time = new SteppingTime(10) }.Axis("rate", 1, 2, 3)
            .Run(cell => cell.Number("rate"), Cancellation);
        Assert.Contains("\rrun 1 of 3, about ", output.ToString(), StringComparison.Ordinal);
        var lines = output.ToString().Split('\n').Select(line => line[(line.LastIndexOf('\r') + 1)..]);
        Assert.Equal(["3 runs done.", ""], lines);
    }

    [Fact]
    public void Curves_end_with_the_score_and_are_averaged_epoch_by_epoch()
    {
        var result = new GridRun(1, 2, 3) { Output = TextWriter.Null }.Axis("batch", 20.0)
            .Run(cell => [cell.Seed, 2.0 * cell.Seed], Cancellation);
        var setting = result.Settings.Single();
        Assert.Equal([2.0, 4], setting.Curve.Select(epoch => epoch.Mean));
        Assert.Equal([1.0, 2], setting.Curve.Select(epoch => epoch.Deviation));
        Assert.Equal((4.0, 2.0, 20.0), (setting.Score!.Mean, setting.Score.Lowest, setting.Number("batch")));
    }

    [Fact]
    public void A_result_shows_a_row_for_each_setting()
    {
        var result = Grid(1, 2).Run(Score, Cancellation);
        Assert.StartsWith("12 runs done.\noptimizer", $"{result}", StringComparison.Ordinal);
        Assert.EndsWith("\n6 settings", $"{result}", StringComparison.Ordinal);
        Assert.Contains("<table", result.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void Over_a_third_axis_the_best_counts()
    {
        var result = new GridRun(1) { Output = TextWriter.Null }.Axis("batch", 10, 100).Axis("rate", 1, 2, 3)
            .Run(cell => -Math.Abs(cell.Number("rate") - 2), Cancellation);
        Assert.Equal(0, result.Means("batch", "batch")[0, 0]);
        Assert.Equal(["2", "2"], result.BestBy("batch").Select(setting => setting["rate"]));
    }

    [Fact]
    public void Mistakes_are_named()
    {
        void Says(string message, Action act) => Assert.StartsWith(message, Assert.ThrowsAny<Exception>(act).Message,
            StringComparison.Ordinal);
        Says("GridRun: no seed given.", () => _ = new GridRun());
        Says("GridRun: a seed appears twice.", () => _ = new GridRun(1, 1));
        Says("GridRun.Axis: there are two axes 'rate'.", () => Grid(1).Axis("rate", 5.0));
        Says("GridRun.Axis: 'size' has no values.", () => Grid(1).Axis("size", Array.Empty<double>()));
        Says("GridRun.Axis: 'size' has the value 3 twice.", () => Grid(1).Axis("size", 3, 3.0));
        Says("GridRun.Run: the grid has no axis.", () => new GridRun(1).Run(_ => 1.0));
        Says("GridRun.Continue: nothing was begun.", () => Grid(1).Continue());
        Says("GridRun.Repeat: nothing was run.", () => Grid(1).Repeat(Grid(1).Cells[0]));
        Says("GridCell: the grid has no axis 'size'; it has optimizer, rate.", () => _ = Grid(1).Cells[0]["size"]);
        Says("GridCell.Number: axis 'optimizer' holds texts;", () => Grid(1).Cells[0].Number("optimizer"));
        var grid = Grid(1);
        var result = grid.Run(_ => 1.0, Cancellation);
        Says("GridResult.Where: axis 'rate' has no value 7; it has 0.003, 0.1, 1.", () => result.Where("rate", 7));
        Says("GridRun.Axis: the grid has been run without 'size'.", () => grid.Axis("size", 1.0));
        Assert.Equal("no score came back", Grid(1).Run(_ => Array.Empty<double>(), Cancellation).Outcomes[0].Error);
    }

    private sealed class SteppingTime(int seconds) : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => _now += seconds;
    }
}
