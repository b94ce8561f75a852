using DeepLearning.Tensors;
using DeepLearning.Modules;

namespace DeepLearning.Training;

/// <summary>A range test: a short training in which the learning rate grows from step to step until the loss explodes, and what it suggests.</summary>
/// <remarks>Afterwards weights, running averages, the optimizer and the order of the data are as before. Source: Smith (2015).</remarks>
public sealed class LearningRateFinder
{
    private const double Smoothing = 0.9;

    private readonly List<float> _rates = [];
    private readonly List<double> _losses = [], _smoothed = [];

    private LearningRateFinder()
    {
    }

    /// <summary>The rates that were tried, in steps of equal ratio.</summary>
    public IReadOnlyList<float> Rates => _rates;

    /// <summary>The loss of the batch at each of them.</summary>
    public IReadOnlyList<double> Losses => _losses;

    /// <summary>The losses as a running average, in which each new one counts a tenth.</summary>
    public IReadOnlyList<double> Smoothed => _smoothed;

    /// <summary>Whether the test ended because the loss exploded.</summary>
    public bool Exploded { get; private set; }

    /// <summary>A rate to begin with: a tenth of the one with the lowest smoothed loss, which is already close to where it goes wrong.</summary>
    public float Suggestion => _rates[_smoothed.IndexOf(_smoothed.Min())] / 10;

    /// <summary>The rate at which the smoothed loss falls fastest.</summary>
    public float Steepest
    {
        get
        {
            if (_rates.Count < 3) return _rates[0];
            return _rates[Enumerable.Range(1, _rates.Count - 2).MinBy(i => _smoothed[i + 1] - _smoothed[i - 1])];
        }
    }

    /// <summary>Runs the test.</summary>
    /// <param name="learner">Whose model, loss, optimizer and training data are used; its callbacks are not.</param>
    /// <param name="from">The first rate.</param>
    /// <param name="to">The last rate, if the loss doesn't explode before.</param>
    /// <param name="steps">How many rates.</param>
    /// <param name="explodes">The test ends where the smoothed loss is so many times the lowest.</param>
    /// <exception cref="ArgumentOutOfRangeException">Rates that are not positive and rising, fewer than 3 steps, or a factor not above 1.</exception>
    public static LearningRateFinder Find(Learner learner, float from = 1e-6f, float to = 10, int steps = 100, double explodes = 4)
    {
        ArgumentNullException.ThrowIfNull(learner);
        if (!(from > 0 && from < to && float.IsFinite(to)))
            throw new ArgumentOutOfRangeException(nameof(from), FormattableString.Invariant($"LearningRateFinder: rates from {from} to {to}; expected two numbers above 0, the smaller one first."));
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 3);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(explodes, 1);
        var finder = new LearningRateFinder();
        // The order of the data and random layers draw as if the test had never been.
        var (weights, optimizer) = (new Snapshot(learner.Model), learner.Optimizer.Checkpoint([.. learner.Model.Parameters()]));
        var (order, draws) = (learner.TrainData.Random?.GetState(), Module.Random.GetState());
        try
        {
            var test = new Learner(learner.Model, learner.LossFunction, learner.Optimizer, learner.TrainData) { Output = TextWriter.Null };
            test.Fit((steps + test.TrainData.Count - 1) / test.TrainData.Count, new RangeTest(finder, from, to, steps, explodes));
        }
        finally
        {
            weights.Restore();
            optimizer();
            if (order is not null) learner.TrainData.Random!.SetState(order);
            Module.Random.SetState(draws);
        }
        return finder;
    }

    /// <summary>One sentence.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{_rates.Count} rates from {_rates[0]:0.#######} to {_rates[^1]:0.####}{(Exploded ? ", where the loss exploded" : "")}; suggested: {Suggestion:0.######}, steepest: {Steepest:0.######}");

    private bool Add(float rate, double loss, double explodes)
    {
        Exploded = !double.IsFinite(loss);
        if (Exploded && _rates.Count > 0) return false;
        _rates.Add(rate);
        _losses.Add(loss);
        _smoothed.Add(_smoothed.Count == 0 ? loss : Smoothing * _smoothed[^1] + (1 - Smoothing) * loss);
        Exploded |= _smoothed[^1] > explodes * _smoothed.Min();
        return !Exploded;
    }

    private sealed class RangeTest(LearningRateFinder finder, float from, float to, int steps, double explodes) : Callback
    {
        public override void BatchBegins(Learner learner) =>
            learner.Optimizer.LearningRate = (float)(from * PortableMath.Pow((double)to / from, (learner.Step - 1.0) / (steps - 1)));

        public override void AfterForward(Learner learner)
        {
            if (!finder.Add(learner.Optimizer.LearningRate, learner.Loss, explodes)) learner.Stop("the loss exploded");
        }

        public override void AfterStep(Learner learner)
        {
            if (learner.Step == steps) learner.Stop("all rates were tried");
        }
    }
}
