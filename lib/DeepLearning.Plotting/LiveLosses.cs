using DeepLearning.Training;

namespace DeepLearning.Plotting;

/// <summary>Draws the losses of a <see cref="Learner"/> while it trains, also within an epoch, and once more at its end.</summary>
/// <remarks>As seldom as a <see cref="LivePicture"/>. How long it takes still, <see cref="Progress"/> says beside it.</remarks>
public sealed class LiveLosses : Callback
{
    private readonly Recorder _recorder = new();
    private readonly Func<Recorder, object> _draw;
    private readonly Func<LivePicture> _start;
    private LivePicture? _live;

    /// <summary>Makes the callback.</summary>
    /// <param name="show">Puts a picture in the place of the one before, such as the <c>Update</c> of what <c>Display</c> returns.</param>
    /// <param name="draw">The picture of what was recorded so far; the losses if null.</param>
    public LiveLosses(Action<object> show, Func<Recorder, object>? draw = null)
    {
        ArgumentNullException.ThrowIfNull(show);
        (_start, _draw) = (() => new LivePicture(show, Time), draw ?? (recorder => recorder.DrawLosses()));
    }

    internal TimeProvider Time { get; init; } = TimeProvider.System;

    /// <inheritdoc/>
    public override void TrainingBegins(Learner learner)
    {
        _recorder.TrainingBegins(learner);
        _live = _start();
    }

    /// <inheritdoc/>
    public override void EpochBegins(Learner learner) => _recorder.EpochBegins(learner);

    /// <inheritdoc/>
    public override void AfterStep(Learner learner)
    {
        _recorder.AfterStep(learner);
        _live?.Show(() => _draw(_recorder));
    }

    /// <inheritdoc/>
    public override void EpochEnds(Learner learner) => _recorder.EpochEnds(learner);

    /// <inheritdoc/>
    public override void TrainingEnds(Learner learner)
    {
        _recorder.TrainingEnds(learner);
        if (_recorder.Losses.Count > 0) _live?.Finish(() => _draw(_recorder));
        _live = null;
    }
}
