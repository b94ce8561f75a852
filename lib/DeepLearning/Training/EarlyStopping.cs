using System.Globalization;

namespace DeepLearning.Training;

/// <summary>Ends a training when the validation loss no longer falls, and gives the model back as it was at its best.</summary>
/// <remarks>The best weights, with running averages, also come back when all epochs were trained, or when training was interrupted.</remarks>
public sealed class EarlyStopping : Callback
{
    private readonly int _patience;
    private readonly double _least;
    private Snapshot? _best;
    private int _waited;

    /// <summary>Makes the callback.</summary>
    /// <param name="patience">How many epochs in a row may pass without a new best loss.</param>
    /// <param name="least">How much lower than the best one a loss must be to count as a new best.</param>
    /// <exception cref="ArgumentOutOfRangeException">The patience is not positive, or the least fall negative.</exception>
    public EarlyStopping(int patience = 1, double least = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(patience);
        ArgumentOutOfRangeException.ThrowIfNegative(least);
        (_patience, _least) = (patience, least);
    }

    /// <summary>The epoch with the lowest validation loss; 0 before the first one ended.</summary>
    public int BestEpoch { get; private set; }

    /// <summary>The lowest validation loss.</summary>
    public double BestLoss { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The learner has no validation data.</exception>
    public override void TrainingBegins(Learner learner)
    {
        ArgumentNullException.ThrowIfNull(learner);
        if (learner.ValidData is null)
            throw new InvalidOperationException("EarlyStopping watches the validation loss, and the learner has no validation data. Give it a second data loader.");
        (_best, _waited, BestEpoch, BestLoss) = (null, 0, 0, double.PositiveInfinity);
    }

    /// <inheritdoc/>
    public override void EpochEnds(Learner learner)
    {
        ArgumentNullException.ThrowIfNull(learner);
        var loss = learner.Validation!.Loss;
        if (loss < BestLoss - _least)
        {
            (BestEpoch, BestLoss, _waited) = (learner.Epoch, loss, 0);
            if (_best is null) _best = new Snapshot(learner.Model);
            else _best.Take();
        }
        else if (++_waited >= _patience)
        {
            learner.Stop(string.Create(CultureInfo.InvariantCulture, $"the validation loss {loss:F4} is not below {BestLoss:F4}. This is the model of epoch {BestEpoch}."));
        }
    }

    /// <inheritdoc/>
    public override void TrainingEnds(Learner learner)
    {
        _best?.Restore();
        _best = null;
    }
}
