using System.Globalization;
using DeepLearning.Exercises.Marking;
using DeepLearning.Random;
using DeepLearning.Training;

namespace DeepLearning.Exercises.OptimizerLab;

/// <summary>A handed-in study: is it there, has it the axes, and do sampled runs of it come out again?</summary>
internal sealed class Study(GridResult? result, string name, Retraining retraining)
{
    private static readonly string[] s_axes = ["optimizer", "rate", "batch"];

    private Finding? _confirmed;

    /// <summary>The study, once it is there and has the axes.</summary>
    public GridResult Result
    {
        get
        {
            if (result is null) throw new NotHandedInException($"Not handed in: {name}, the result of a GridRun over the axes optimizer, rate and batch.");
            var missing = s_axes.Except(result.Axes).ToList();
            if (missing.Count > 0)
                throw new NotHandedInException($"{name} has no axis '{missing[0]}'; the lab's axes are optimizer, rate and batch. A setting that you keep fixed is an axis with one value.");
            if (result.Outcomes.Count == 0) throw new NotHandedInException($"{name} is empty: no run is done.");
            return result;
        }
    }

    /// <summary>The study, if its runs come out again; what rests on numbers that don't is not counted.</summary>
    public GridResult Counted
    {
        get
        {
            var finding = Confirmed;
            return finding.IsGood ? Result : throw new NotHandedInException($"Not counted: {name} is not confirmed by training sampled runs again (see there).");
        }
    }

    /// <summary>Trains two runs again: one of the best setting, and one that nobody can choose beforehand, since the scores themselves decide which.</summary>
    public Finding Confirmed => _confirmed ??= Confirm();

    private Finding Confirm()
    {
        var runs = Result.Outcomes.Where(run => run.Error is null).ToList();
        if (Result.Best() is not { } best) return Finding.Lost($"{name}: every setting has a run that failed. The first error: {Result.Outcomes.First(run => run.Error is not null).Error}");
        var dice = new RandomState(Math.Abs(runs.Sum(run => (long)Math.Round(run.Score * 1e6))) % int.MaxValue);
        var (gaps, samples) = (new List<string>(), new[] { runs[dice.RandInt(0, runs.Count)], best.Runs[dice.RandInt(0, best.Runs.Count)] });
        foreach (var run in samples)
        {
            var again = retraining.Score(run.Cell, run.Cell.Seed, run.Curve.Count);
            if (!(Math.Abs(again - run.Score) <= Retraining.Tolerance))
                gaps.Add(string.Create(CultureInfo.InvariantCulture, $"{run.Cell}: your study says {run.Score:F4}, training it again gives {again:F4}."));
        }
        return gaps.Count == 0
            ? Finding.Good($"Trained again and found equal: {samples[0].Cell}; {samples[1].Cell}.")
            : Finding.Lost($"{gaps[0]} A run is: your network, your TrainEpoch, the lab's training images, new DataLoader(…, shuffleSeed: cell.Seed), and the accuracy on the validation images after each epoch.");
    }
}
