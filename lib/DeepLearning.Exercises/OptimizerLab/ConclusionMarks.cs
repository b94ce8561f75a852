using System.Globalization;
using DeepLearning.Exercises.Marking;
using DeepLearning.Training;

namespace DeepLearning.Exercises.OptimizerLab;

/// <summary>Two points for conclusions: each is held against the data that it was drawn from.</summary>
internal static class ConclusionMarks
{
    private const string Part = "Conclusions";
    private const double WidestExpectation = 0.04;

    public static void Add(Rubric rubric, LabAnswer answer, Study optimizers, Study batches, Retraining retraining)
    {
        LabConclusions Conclusions() => answer.Conclusions ?? throw new NotHandedInException("Not handed in: Conclusions = new LabConclusions { … }.");
        rubric.Ask(Part, "the best rate of every optimizer", 0.5, () => Rates(Conclusions().BestRates, optimizers.Counted));
        rubric.Ask(Part, "the best optimizer, and those that can't be told from it", 0.5, () =>
            Best("optimizer", [.. Conclusions().BestOptimizers], "BestOptimizers", optimizers.Counted));
        rubric.Ask(Part, "the best batch size, and those that can't be told from it", 0.5, () =>
            Best("batch", [.. Conclusions().BestBatchSizes.Select(size => size.ToString(CultureInfo.InvariantCulture))], "BestBatchSizes", batches.Counted));
        rubric.Ask(Part, "where a run with a new seed will land", 0.5, () => NextRun(Conclusions().NextRun, optimizers.Counted, retraining));
    }

    private static Finding Rates(IReadOnlyDictionary<string, double> claimed, GridResult study)
    {
        foreach (var best in study.BestBy("optimizer"))
        {
            var name = best["optimizer"];
            if (!claimed.TryGetValue(name, out var rate)) return Finding.Lost($"BestRates says nothing about {name}.");
            if (study.Where("optimizer", name).Settings.FirstOrDefault(setting => setting.Number("rate") == rate) is not { } setting)
                return Finding.Lost(string.Create(CultureInfo.InvariantCulture, $"BestRates names {rate} for {name}, which your study did not try."));
            if (setting.Score is not { } score || best.Score!.IsClearlyAbove(score))
                return Finding.Lost($"For {name} you name {setting["rate"]} with {setting.Score}; your own runs say that {best["rate"]} is clearly better, with {best.Score}.");
        }
        return Finding.Good("Each is the best of its optimizer, or can't be told from it.");
    }

    private static Finding Best(string axis, string[] claimed, string property, GridResult study)
    {
        if (claimed.Length == 0) return Finding.Lost($"{property} is empty.");
        var settings = study.BestBy(axis);
        var best = settings.MaxBy(setting => setting.Score!.Mean)!;
        foreach (var name in claimed)
            if (!settings.Any(setting => setting[axis] == name)) return Finding.Lost($"{property} names {name}, which your study did not try.");
        foreach (var setting in settings)
        {
            var (name, level) = (setting[axis], !best.Score!.IsClearlyAbove(setting.Score!));
            if (level == claimed.Contains(name)) continue;
            var comparison = $"{axis} {name} has {setting.Score}, the best, {best[axis]}, {best.Score}: a gap of {best.Score.GapTo(setting.Score!).ToString("F1", CultureInfo.InvariantCulture)} standard errors";
            if (setting == best) return Finding.Lost($"{property} leaves out {name}, which is the best of your study with {best.Score}.");
            return level
                ? Finding.Lost($"{property} leaves out {name}. {comparison}, less than {Spread.ClearGap}, which luck explains. Name it, too, or run more seeds.")
                : Finding.Lost($"{property} names {name}. {comparison}, so it is clearly worse. Leave it out.");
        }
        return Finding.Good($"{string.Join(", ", claimed)}: as your runs say, spread included.");
    }

    private static Finding NextRun((double Low, double High) expected, GridResult study, Retraining retraining)
    {
        if (study.Best() is not { } best || expected is (0, 0)) return Finding.Lost("NextRun is empty: name two accuracies, from 0 to 1.");
        if (!(expected.Low <= expected.High && expected.High - expected.Low <= WidestExpectation + 1e-9))
            return Finding.Lost($"NextRun goes from {Percent(expected.Low)} to {Percent(expected.High)}. Name the lower one first, and at most {100 * WidestExpectation} points between them: that is what the spread is for.");
        uint seed = study.Outcomes.Max(run => run.Cell.Seed) + 1;
        var landed = retraining.Score(best.Runs[0].Cell, seed, best.Runs[0].Curve.Count);
        var text = $"With seed {seed}, {best} reaches {Percent(landed)}";
        return landed >= expected.Low && landed <= expected.High
            ? Finding.Good($"{text}, as expected.")
            : Finding.Lost($"{text}; you expected {Percent(expected.Low)} to {Percent(expected.High)}. Its runs were {best.Score}: a new one lies within two or three deviations of their mean.");
    }

    private static string Percent(double share) => (100 * share).ToString("0.0#", CultureInfo.InvariantCulture) + " %";
}
