using DeepLearning.Tensors;

namespace DeepLearning.Optimizers;

/// <summary>How the learning rate changes in the course of training.</summary>
/// <remarks>A function of the progress, from 0 (first step or epoch) to 1 (last one).</remarks>
public sealed class LearningRateSchedule
{
    private readonly Func<double, double> _rate;

    private LearningRateSchedule(string name, Func<double, double> rate) => (Name, _rate) = (name, rate);

    /// <summary>The name for tables.</summary>
    public string Name { get; }

    /// <summary>The same rate throughout.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative or not a number.</exception>
    public static LearningRateSchedule Constant(float rate)
    {
        Require(rate);
        return new(Text($"constant {rate}"), _ => rate);
    }

    /// <summary>The same amount less at every step: from <paramref name="first"/> to <paramref name="last"/> in a straight line.</summary>
    /// <remarks>Source: Weidman (2019), ch. 4.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A rate is negative or not a number.</exception>
    public static LearningRateSchedule Linear(float first, float last)
    {
        Require(first, last);
        return new(Text($"linear {first} → {last}"), progress => first + (last - (double)first) * progress);
    }

    /// <summary>The same share less at every step: first · (last / first) to the power of the progress.</summary>
    /// <remarks>Source: Weidman (2019), ch. 4.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A rate is not positive.</exception>
    public static LearningRateSchedule Exponential(float first, float last)
    {
        Require(first, last);
        ArgumentOutOfRangeException.ThrowIfZero(first);
        ArgumentOutOfRangeException.ThrowIfZero(last);
        return new(Text($"exponential {first} → {last}"), progress => first * PortableMath.Pow((double)last / first, progress));
    }

    /// <summary>Half a wave of a cosine: slow at both ends, fast in the middle. Source: Loshchilov and Hutter (2017).</summary>
    /// <exception cref="ArgumentOutOfRangeException">A rate is negative or not a number.</exception>
    public static LearningRateSchedule Cosine(float first, float last = 0)
    {
        Require(first, last);
        return new(Text($"cosine {first} → {last}"), progress => last + (first - (double)last) * (1 + PortableMath.Cos(Math.PI * progress)) / 2);
    }

    /// <summary>The rate at step (or epoch) <paramref name="step"/>, counted from 0, of so many.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such step.</exception>
    public float At(int step, int steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(step, steps);
        return (float)_rate(steps == 1 ? 0 : (double)step / (steps - 1));
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private static string Text(FormattableString text) => FormattableString.Invariant(text);

    private static void Require(params ReadOnlySpan<float> rates)
    {
        foreach (var rate in rates)
            if (!(rate >= 0 && float.IsFinite(rate)))
                throw new ArgumentOutOfRangeException(nameof(rates), rate, "LearningRateSchedule: a learning rate is a number of 0 or more.");
    }
}
