using System.Globalization;
using DeepLearning.Exercises.Marking;
using DeepLearning.Optimizers;
using DeepLearning.Tensors;
using DeepLearning.Training;

namespace DeepLearning.Exercises.OptimizerLab;

/// <summary>Four points for the two studies: enough optimizers, seeds, rates and batch sizes, and numbers that come out again.</summary>
internal static class StudyMarks
{
    private const string OptimizerPart = "Study of optimizers", RatePart = "Learning rate of each optimizer", BatchPart = "Study of the batch size";
    private const int Seeds = 3, Optimizers = 3, Rates = 5, RateFactor = 100, Sizes = 4, SizeFactor = 16, RatesOfASize = 3;

    public static void Add(Rubric rubric, LabAnswer answer, Study optimizers, Study batches)
    {
        rubric.Ask(OptimizerPart, "SGD and at least two others", 0.5, () => Distinct(answer, optimizers.Counted));
        rubric.Ask(OptimizerPart, "at least three seeds for every setting", 0.5, () => Complete(optimizers.Counted, "batch"));
        rubric.Ask(OptimizerPart, "sampled runs come out again", 0.5, () => optimizers.Confirmed);
        rubric.Ask(RatePart, "at least five rates, over a factor of at least 100", 0.5, () => Range(optimizers.Counted, "rate", Rates, RateFactor));
        rubric.Ask(RatePart, "no optimizer's best rate at the edge of those tried", 0.5, () => NoEdge(optimizers.Counted, "optimizer"));
        rubric.Ask(BatchPart, "at least four sizes over a factor of at least 16, three seeds each", 0.5, () =>
            Range(batches.Counted, "batch", Sizes, SizeFactor) is { IsGood: false } range ? range : Complete(batches.Counted, "optimizer"));
        rubric.Ask(BatchPart, "each size with its own best of at least three rates", 0.5, () => OwnRates(batches.Counted));
        rubric.Ask(BatchPart, "sampled runs come out again", 0.5, () => batches.Confirmed);
    }

    private static Finding Distinct(LabAnswer answer, GridResult study)
    {
        if (answer.Optimizer is not { } make) return Finding.Lost("Not handed in: Optimizer = (name, rate) => …, which makes the optimizers of your study.");
        var names = study.Values("optimizer");
        var paths = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            const double Rate = 0.125;
            var optimizer = make(name, Rate);
            if (optimizer.LearningRate != (float)Rate)
                return Finding.Lost(string.Create(CultureInfo.InvariantCulture, $"Optimizer(\"{name}\", 0.125) has the learning rate {optimizer.LearningRate}: pass the rate on, or a study of rates compares nothing."));
            var path = Path(optimizer);
            if (paths.TryGetValue(path, out var twin)) return Finding.Lost($"{twin} and {name} take exactly the same steps: they are one optimizer under two names.");
            paths.Add(path, name);
        }
        if (!paths.TryGetValue(Path(new Sgd(0.125f)), out var sgd)) return Finding.Lost($"Plain SGD, w −= rate · gradient, is not among {string.Join(", ", names)}. It is what the others are measured against.");
        return names.Count >= Optimizers ? Finding.Good($"{string.Join(", ", names)}; plain SGD is {sgd}.") : Finding.Lost($"Only {string.Join(" and ", names)}. The sheet asks for SGD and at least two others.");
    }

    /// <summary>Where an optimizer takes a number that starts at 1 and meets four gradients: its fingerprint.</summary>
    private static string Path(Optimizer optimizer)
    {
        var number = Tensor.FromArray([1f]);
        return string.Join(' ', new[] { 1f, 0.5f, -2f, 1f }.Select(gradient =>
        {
            number.Grad = Tensor.FromArray([gradient]);
            optimizer.Step([number]);
            return number[0].ToString("G6", CultureInfo.InvariantCulture);
        }));
    }

    private static Finding Complete(GridResult study, string fixedAxis)
    {
        if (study.Values(fixedAxis).Count > 1)
            return Finding.Lost($"The axis {fixedAxis} has {study.Values(fixedAxis).Count} values. Change one thing at a time: keep it at one here.");
        var runs = study.Settings.Select(setting => (setting, done: setting.Runs.Count(run => run.Error is null))).MinBy(pair => pair.done);
        if (runs.done < Seeds)
            return Finding.Lost($"{runs.setting} has {runs.done} finished run{(runs.done == 1 ? "" : "s")}; at least {Seeds} seeds show how much is luck. Add seeds, or Continue() an interrupted grid.");
        var lengths = study.Outcomes.Where(run => run.Error is null).Select(run => run.Curve.Count).Distinct().Order().ToList();
        return lengths.Count == 1 ? Finding.Good($"{study.Outcomes.Count} runs, {runs.done} seeds each.")
            : Finding.Lost($"Some runs have {lengths[0]} epochs, others {lengths[^1]}. A comparison gives everyone the same time.");
    }

    private static Finding Range(GridResult study, string axis, int least, double factor)
    {
        double[] values = [.. study.Outcomes.Select(run => run.Cell.Number(axis)).Distinct().Order()];
        if (values.Length >= least && values[^1] >= factor * values[0]) return Finding.Good($"{values.Length} from {Short(values[0])} to {Short(values[^1])}.");
        return Finding.Lost($"{values.Length} value{(values.Length == 1 ? "" : "s")} on the axis {axis}, from {Short(values[0])} to {Short(values[^1])}; at least {least} are asked for, the largest at least {factor} times the smallest.");
    }

    /// <summary>A best value at the edge may have a better one beyond it, unless its neighbour inside is as good.</summary>
    private static Finding NoEdge(GridResult study, string by)
    {
        double[] rates = [.. study.Outcomes.Select(run => run.Cell.Number("rate")).Distinct().Order()];
        foreach (var best in study.BestBy(by))
        {
            var place = Array.IndexOf(rates, best.Number("rate"));
            if (rates.Length < 3) return Finding.Lost("With fewer than three rates every best one lies at the edge.");
            if (place > 0 && place < rates.Length - 1) continue;
            var inside = study.Where(by, best[by]).Where("rate", rates[place == 0 ? 1 : rates.Length - 2]).Best();
            if (inside is not null && !best.Score!.IsClearlyAbove(inside.Score!)) continue;
            return Finding.Lost($"The best rate of {best[by]} is {best["rate"]}, the {(place == 0 ? "smallest" : "largest")} that you tried: beyond it there may be a better one. Widen the range.");
        }
        return Finding.Good($"Best: {string.Join(", ", study.BestBy(by).Select(best => $"{best[by]} {best["rate"]}"))}.");
    }

    private static Finding OwnRates(GridResult study)
    {
        var rates = study.Values("rate").Count;
        return rates >= RatesOfASize
            ? Finding.Good($"Best: {string.Join(", ", study.BestBy("batch").Select(best => $"batch {best["batch"]} rate {best["rate"]}"))}.")
            : Finding.Lost($"Every size was tried with {rates} rate{(rates == 1 ? "" : "s")} only. Larger batches want larger rates, so a common rate favours one size: try at least {RatesOfASize} for each.");
    }

    private static string Short(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
