using System.Diagnostics;
using System.Globalization;
using DeepLearning.Display;
using DeepLearning.Optimizers;

namespace DeepLearning.Training;

/// <summary>Keeps what happens during training: loss, rate and momentum of every step, losses and metrics of every epoch.</summary>
/// <remarks>Every <see cref="Learner.Fit(int, Callback[])"/> has one and returns it.</remarks>
[TypeFormatterSource(typeof(RichOutputFormatters))]
public sealed class Recorder : Callback, IRichOutput
{
    private readonly List<float> _losses = [], _rates = [], _momenta = [];
    private readonly List<EpochRecord> _epochs = [];
    private string[] _metrics = [];
    private string? _stopped;
    private long _start;

    /// <summary>One epoch: its mean training loss, loss and metrics on the validation data if there are any, and how long it took,
    /// validation included.</summary>
    public sealed record EpochRecord(int Epoch, double TrainingLoss, Evaluation? Validation, TimeSpan Duration);

    /// <summary>The loss of each step.</summary>
    public IReadOnlyList<float> Losses => _losses;

    /// <summary>The learning rate of each step.</summary>
    public IReadOnlyList<float> LearningRates => _rates;

    /// <summary>The momentum of each step; empty if the optimizer has none.</summary>
    public IReadOnlyList<float> Momenta => _momenta;

    /// <summary>The epochs that were completed.</summary>
    public IReadOnlyList<EpochRecord> Epochs => _epochs;

    /// <summary>The loss on the validation data after the last epoch; not a number if there is none.</summary>
    public double ValidationLoss => _epochs.LastOrDefault()?.Validation?.Loss ?? double.NaN;

    /// <summary>A metric after the last epoch, by its name.</summary>
    /// <exception cref="KeyNotFoundException">There is no metric of that name.</exception>
    /// <exception cref="InvalidOperationException">No epoch was completed.</exception>
    public double this[string metric]
    {
        get
        {
            var index = Array.IndexOf(_metrics, metric);
            if (index < 0) throw new KeyNotFoundException($"Recorder: there is no metric '{metric}'; there " +
                $"{(_metrics.Length == 0 ? "are none" : $"is {string.Join(", ", _metrics)}")}.");
            return _epochs.Count > 0 ? _epochs[^1].Validation!.Metrics[index]
                : throw new InvalidOperationException($"Recorder: no epoch was completed, so there is no '{metric}'.");
        }
    }

    /// <inheritdoc/>
    public override void TrainingBegins(Learner learner)
    {
        ArgumentNullException.ThrowIfNull(learner);
        foreach (var list in (List<float>[])[_losses, _rates, _momenta]) list.Clear();
        _epochs.Clear();
        (_metrics, _stopped) = ([.. learner.Metrics.Select(metric => metric.Name)], null);
    }

    /// <inheritdoc/>
    public override void EpochBegins(Learner learner) => _start = Stopwatch.GetTimestamp();

    /// <inheritdoc/>
    public override void AfterStep(Learner learner)
    {
        ArgumentNullException.ThrowIfNull(learner);
        _losses.Add(learner.Loss);
        _rates.Add(learner.Optimizer.LearningRate);
        if (learner.Optimizer is IMomentum moving) _momenta.Add(moving.Momentum);
    }

    /// <inheritdoc/>
    public override void EpochEnds(Learner learner)
    {
        ArgumentNullException.ThrowIfNull(learner);
        _epochs.Add(new(learner.Epoch, learner.TrainingLoss, learner.Validation, Stopwatch.GetElapsedTime(_start)));
    }

    /// <inheritdoc/>
    public override void TrainingEnds(Learner learner)
    {
        ArgumentNullException.ThrowIfNull(learner);
        _stopped = learner.StoppedBecause;
    }

    /// <summary>A line for each epoch.</summary>
    public override string ToString() => Table.ToString();

    /// <summary>A row for each epoch.</summary>
    public string ToHtml() => Table.ToHtml() + Table.NoteHtml;

    private TextTable Table => new(
        ["epoch", "training loss", "validation loss", .. _metrics],
        [.. _epochs.Select(epoch => (string[])[$"{epoch.Epoch}", Number(epoch.TrainingLoss), epoch.Validation is { } v ? Number(v.Loss)
            : "–", .. epoch.Validation?.Metrics.Select(Number) ?? []])],
        _ => true,
        $"{_losses.Count} steps{(_stopped is null ? "" : $"; stopped: {_stopped}")}");

    private static string Number(double value) => value.ToString("F4", CultureInfo.InvariantCulture);
}
