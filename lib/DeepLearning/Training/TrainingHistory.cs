using System.Globalization;

namespace DeepLearning.Training;

/// <summary>What happened during training: the losses, and which epoch's network was kept.</summary>
/// <param name="Epochs">After how many epochs the network was evaluated.</param>
/// <param name="ValidationLosses">The loss on the test rows at each of these.</param>
/// <param name="TrainingLosses">The loss of every epoch, the mean over its rows while the weights change from batch to batch; the first
/// one first.</param>
/// <param name="BestEpoch">The evaluation with the lowest validation loss; with early stopping its network is the one that was kept.</param>
/// <param name="BestLoss">The validation loss there.</param>
/// <param name="StoppedEarly">Whether training ended because the validation loss no longer fell.</param>
/// <remarks>Ready to be plotted: <c>Chart.Line(history.Epochs, history.ValidationLosses)</c>.</remarks>
public sealed record TrainingHistory(
    IReadOnlyList<int> Epochs,
    IReadOnlyList<double> ValidationLosses,
    IReadOnlyList<double> TrainingLosses,
    int BestEpoch,
    double BestLoss,
    bool StoppedEarly)
{
    /// <summary>One sentence.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{TrainingLosses.Count} epochs{(StoppedEarly ? ", stopped early" : "")}; lowest validation loss {BestLoss:F3} after {BestEpoch}");
}
