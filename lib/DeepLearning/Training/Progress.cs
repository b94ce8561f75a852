using System.Globalization;

namespace DeepLearning.Training;

/// <summary>Writes a line after each epoch and, in a training that takes longer, the mean loss of the epoch so far and how much time is
/// left, on a line that overwrites itself.</summary>
/// <remarks>Every <see cref="Learner.Fit(int, Callback[])"/> has one; it writes to <see cref="Learner.Output"/>.</remarks>
public sealed class Progress : Callback
{
    private ProgressWriter? _writer;

    internal TimeProvider Time { get; init; } = TimeProvider.System;

    /// <inheritdoc/>
    public override void TrainingBegins(Learner learner)
    {
        ArgumentNullException.ThrowIfNull(learner);
        _writer = new ProgressWriter(learner.Output ?? Console.Out, Time);
    }

    /// <inheritdoc/>
    public override void AfterStep(Learner learner)
    {
        ArgumentNullException.ThrowIfNull(learner);
        _writer?.Passing(learner.Epoch, learner.Epochs, learner.TrainingLoss, (double)learner.Step / learner.Steps);
    }

    /// <inheritdoc/>
    public override void EpochEnds(Learner learner)
    {
        ArgumentNullException.ThrowIfNull(learner);
        string[] valid = learner.Validation is { } validation
            ? [Text($"validation loss {validation.Loss:F4}"), .. learner.Metrics.Zip(validation.Metrics, (metric, value) => Text($"{metric.Name} {value:F4}"))]
            : [];
        _writer?.Line(string.Join(", ", valid.Prepend(Text($"epoch {learner.Epoch} of {learner.Epochs}: training loss {learner.TrainingLoss:F4}"))));
    }

    /// <inheritdoc/>
    public override void TrainingEnds(Learner learner)
    {
        ArgumentNullException.ThrowIfNull(learner);
        if (learner.StoppedBecause is { } reason) _writer?.Line($"Stopped in epoch {learner.Epoch} of {learner.Epochs}: {reason}");
        _writer?.Wipe();
        _writer = null;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
