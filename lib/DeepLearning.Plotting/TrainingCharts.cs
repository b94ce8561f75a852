using DeepLearning.Training;
using Plotly.NET;

namespace DeepLearning.Plotting;

/// <summary>Charts of what a training recorded.</summary>
public static class TrainingCharts
{
    /// <summary>The loss of every step, and the validation loss at the end of each epoch.</summary>
    /// <exception cref="InvalidOperationException">Nothing was recorded.</exception>
    public static GenericChart DrawLosses(this Recorder recorder)
    {
        RequireSteps(recorder);
        var steps = Enumerable.Range(1, recorder.Losses.Count).Select(step => (double)step).ToArray();
        var training = ("training, each batch", (IEnumerable<double>)steps, recorder.Losses.Select(loss => (double)loss));
        var validated = recorder.Epochs.Where(epoch => epoch.Validation is not null).ToArray();
        var perEpoch = recorder.Epochs.Count > 0 ? (double)recorder.Losses.Count / recorder.Epochs.Count : 0;
        var chart = validated.Length == 0 ? Chart.Lines(training) : Chart.Combine(Chart.Lines(training), Chart.Scatters(
            ("validation, each epoch", validated.Select(epoch => epoch.Epoch * perEpoch), validated.Select(epoch => epoch.Validation!.Loss))));
        return chart.WithXAxis("step").WithYAxis("loss", min: 0);
    }

    /// <summary>Rate and, if the optimizer has one, momentum of every step.</summary>
    /// <exception cref="InvalidOperationException">Nothing was recorded.</exception>
    public static GenericChart DrawSchedule(this Recorder recorder)
    {
        RequireSteps(recorder);
        return recorder.Momenta.Count == 0 ? Rates(recorder.LearningRates) : Schedule(recorder.LearningRates, recorder.Momenta);
    }

    /// <summary>Rate and momentum over so many steps, side by side.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than two steps.</exception>
    public static GenericChart Draw(this OneCycle cycle, int steps)
    {
        ArgumentNullException.ThrowIfNull(cycle);
        var progress = Grid.Linear(0, (steps - 1.0) / steps, steps);
        return Schedule(progress.Select(cycle.RateAt), progress.Select(cycle.MomentumAt));
    }

    /// <summary>Loss over rate, with the suggestion.</summary>
    public static GenericChart Draw(this LearningRateFinder found)
    {
        ArgumentNullException.ThrowIfNull(found);
        var rates = found.Rates.Select(rate => (double)rate).ToArray();
        return Chart.Lines(("loss of a batch", rates, found.Losses), ("smoothed", rates, found.Smoothed))
            .WithXAxis("learning rate", log: true).WithYAxis("loss", min: 0, max: 1.5 * Math.Max(found.Losses[0], found.Smoothed.Min()))
            .WithVerticalLine(found.Suggestion, FormattableString.Invariant($"suggested: {found.Suggestion:0.####}"))
            .WithTitle("How far can a step go before the loss explodes?");
    }

    /// <summary>Mean scores as coloured cells; a cell without a run, or with one that failed, stays empty.</summary>
    /// <param name="result">What the grid found.</param>
    /// <param name="rows">The axis from top to bottom.</param>
    /// <param name="columns">The axis from left to right.</param>
    /// <param name="scale">What scores are multiplied by: 100 shows shares as percent.</param>
    /// <exception cref="ArgumentException">There is no such axis.</exception>
    public static GenericChart Heatmap(this GridResult result, string rows, string columns, double scale = 1)
    {
        ArgumentNullException.ThrowIfNull(result);
        var means = result.Means(rows, columns);
        for (var i = 0; i < means.GetLength(0); i++)
            for (var j = 0; j < means.GetLength(1); j++) means[i, j] *= scale;
        return Chart.Heatmap(means, result.Values(columns), result.Values(rows), showValues: true, map: ColorMap.Sequential)
            .WithXAxis(columns).WithYAxis(rows);
    }

    private static GenericChart Rates(IEnumerable<float> rates) => Chart.Line(rates).WithTitle("learning rate").WithXAxis("step").WithYAxis(min: 0);

    private static GenericChart Schedule(IEnumerable<float> rates, IEnumerable<float> momenta) =>
        Chart.Subplots(2, Rates(rates), Chart.Line(momenta).WithTitle("momentum").WithXAxis("step"));

    private static void RequireSteps(Recorder recorder)
    {
        ArgumentNullException.ThrowIfNull(recorder);
        if (recorder.Losses.Count == 0) throw new InvalidOperationException("Recorder: there is nothing to draw, since no step was taken.");
    }
}
