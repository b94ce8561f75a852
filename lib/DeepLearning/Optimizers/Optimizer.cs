using System.Runtime.CompilerServices;
using DeepLearning.Tensors;

namespace DeepLearning.Optimizers;

/// <summary>A rule by which parameters follow their gradients downhill.</summary>
/// <remarks>It takes any tensors that carry a <see cref="Tensor.Grad"/>; what it remembers of each (a velocity, an average) it keeps by
/// tensor.</remarks>
public abstract class Optimizer
{
    private readonly ConditionalWeakTable<Tensor, Tensor[]> _states = [];

    /// <summary>Makes the optimizer with a learning rate.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative or not a number.</exception>
    protected Optimizer(float learningRate) => LearningRate = learningRate;

    /// <summary>How far a step goes; may be changed between steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative or not a number.</exception>
    public float LearningRate
    {
        get;
        set => field = value >= 0 && float.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"{GetType().Name}: a learning rate is a number of 0 or more.");
    }

    /// <summary>How many steps were taken.</summary>
    protected int Steps { get; private set; }

    /// <summary>Moves every parameter by one step.</summary>
    /// <param name="parameters">Tensors with a gradient; one without stays where it is.</param>
    public void Step(IReadOnlyList<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Steps++;
        for (var i = 0; i < parameters.Count; i++)
        {
            if (parameters[i].Grad is not { } grad) continue;
            Update(parameters[i], grad);
            parameters[i].MarkChanged();
        }
    }

    /// <summary>Forgets everything but its settings, as before training.</summary>
    public virtual void Reset()
    {
        Steps = 0;
        _states.Clear();
    }

    /// <summary>Keeps a copy of rate, steps and what is remembered of these parameters; the result brings it all back.</summary>
    internal Action Checkpoint(IReadOnlyList<Tensor> parameters)
    {
        var (rate, steps) = (LearningRate, Steps);
        Tensor[][] copies = [.. parameters.Select(p => Array.ConvertAll(Remembered(p), t => t.Clone().Keep()))];
        return () =>
        {
            (LearningRate, Steps) = (rate, steps);
            for (var i = 0; i < copies.Length; i++) Remember(parameters[i], copies[i]);
        };
    }

    /// <summary>Moves one parameter, in place.</summary>
    protected abstract void Update(Tensor parameter, Tensor gradient);

    /// <summary>What is remembered of a parameter: so many tensors of its shape, zeros at first.</summary>
    protected Tensor[] StateOf(Tensor parameter, int count)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        if (_states.TryGetValue(parameter, out var state)) return state;
        state = new Tensor[count];
        for (var i = 0; i < count; i++) state[i] = Tensor.Zeros(parameter.Shape, parameter.Device).Keep();
        _states.Add(parameter, state);
        return state;
    }

    /// <summary>The number of steps, for a checkpoint.</summary>
    internal int StepCount { get => Steps; set => Steps = value; }

    /// <summary>What is remembered of a parameter so far, for a checkpoint; empty if nothing is.</summary>
    internal Tensor[] Remembered(Tensor parameter) => _states.TryGetValue(parameter, out var state) ? state : [];

    /// <summary>Replaces what is remembered of a parameter.</summary>
    internal void Remember(Tensor parameter, Tensor[] state)
    {
        _states.Remove(parameter);
        if (state.Length > 0) _states.Add(parameter, state);
    }

    private protected static float ShareBelowOne(float value, string what) => value is >= 0 and < 1
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, $"Optimizer: {what} is a number from 0 to below 1.");

    private protected static float Positive(float value, string name) => value > 0 && float.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"Optimizer: {name} must be above 0.");

    private protected static float NotNegative(float value, string name) => value >= 0 && float.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"Optimizer: {name} must be 0 or more.");
}
