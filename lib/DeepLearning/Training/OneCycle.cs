using DeepLearning.Tensors;
using DeepLearning.Optimizers;

namespace DeepLearning.Training;

/// <summary>One cycle of the learning rate: up from a small one to the largest, then down to almost nothing; the momentum goes the other way.</summary>
/// <remarks>
/// Both follow half a wave of a cosine, in each part. The rate starts at <c>largest / 25</c>, reaches the largest after a quarter of the steps and ends at
/// <c>largest / 100,000</c>; the momentum goes .95 → .85 → .95 in optimizers that have one (<see cref="IMomentum"/>). Afterwards the optimizer has its own
/// rate and momentum again. Source: Smith and Topin (2018), with the constants of Howard and Gugger (2020), ch. 13.
/// </remarks>
public sealed class OneCycle : Callback
{
    private readonly float _largest, _first, _last, _warm, _momentum, _lowMomentum;
    private (float Rate, float? Momentum)? _before;

    /// <summary>Makes a schedule.</summary>
    /// <param name="largestRate">The largest learning rate.</param>
    /// <param name="warm">The share of the steps in which the rate rises, above 0 and below 1.</param>
    /// <param name="startDivisor">The first rate is the largest divided by this.</param>
    /// <param name="endDivisor">The last rate is the largest divided by this.</param>
    /// <param name="momentum">The momentum at both ends.</param>
    /// <param name="lowMomentum">The momentum where the rate is largest.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public OneCycle(float largestRate, float warm = 0.25f, float startDivisor = 25, float endDivisor = 1e5f, float momentum = 0.95f, float lowMomentum = 0.85f)
    {
        Require(largestRate > 0 && float.IsFinite(largestRate), nameof(largestRate), largestRate, "a number above 0");
        Require(warm is > 0 and < 1, nameof(warm), warm, "a share of the steps, above 0 and below 1");
        Require(startDivisor >= 1 && float.IsFinite(startDivisor), nameof(startDivisor), startDivisor, "1 or more");
        Require(endDivisor >= 1 && float.IsFinite(endDivisor), nameof(endDivisor), endDivisor, "1 or more");
        Require(momentum is >= 0 and < 1, nameof(momentum), momentum, "from 0 to below 1");
        Require(lowMomentum is >= 0 and < 1, nameof(lowMomentum), lowMomentum, "from 0 to below 1");
        (_largest, _first, _last, _warm) = (largestRate, largestRate / startDivisor, largestRate / endDivisor, warm);
        (_momentum, _lowMomentum) = (momentum, lowMomentum);
    }

    /// <summary>The rate at a progress from 0 (first step) to 1.</summary>
    public float RateAt(double progress) => (float)At(progress, _first, _largest, _last);

    /// <summary>The momentum at a progress from 0 (first step) to 1.</summary>
    public float MomentumAt(double progress) => (float)At(progress, _momentum, _lowMomentum, _momentum);

    /// <inheritdoc/>
    public override void TrainingBegins(Learner learner)
    {
        ArgumentNullException.ThrowIfNull(learner);
        _before = (learner.Optimizer.LearningRate, (learner.Optimizer as IMomentum)?.Momentum);
    }

    /// <inheritdoc/>
    public override void BatchBegins(Learner learner)
    {
        ArgumentNullException.ThrowIfNull(learner);
        var progress = (learner.Step - 1.0) / learner.Steps;
        learner.Optimizer.LearningRate = RateAt(progress);
        if (learner.Optimizer is IMomentum moving) moving.Momentum = MomentumAt(progress);
    }

    /// <inheritdoc/>
    public override void TrainingEnds(Learner learner)
    {
        ArgumentNullException.ThrowIfNull(learner);
        if (_before is not { } before) return;
        learner.Optimizer.LearningRate = before.Rate;
        if (learner.Optimizer is IMomentum moving && before.Momentum is { } momentum) moving.Momentum = momentum;
        _before = null;
    }

    private double At(double progress, double start, double middle, double end)
    {
        if (!(progress is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(progress), progress, "OneCycle: the progress is a number from 0 to 1.");
        return progress < _warm ? HalfWave(start, middle, progress / _warm) : HalfWave(middle, end, (progress - _warm) / (1 - _warm));
    }

    private static double HalfWave(double from, double to, double share) => from + (to - from) * (1 - PortableMath.Cos(Math.PI * share)) / 2;

    private static void Require(bool holds, string name, float value, string expected)
    {
        if (!holds) throw new ArgumentOutOfRangeException(name, value, $"OneCycle: '{name}' is {FormattableString.Invariant($"{value}")}; expected {expected}.");
    }
}
