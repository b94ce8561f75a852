using DeepLearning.Tensors;

namespace DeepLearning.Optimizers;

/// <summary>Momentum and a rate for each number: <c>m = β₁ m + (1 − β₁) g</c>, <c>s = β₂ s + (1 − β₂) g²</c>, <c>w −= rate · m̂ / (√ŝ +
/// ε)</c>.</summary>
/// <remarks>m̂ and ŝ are m and s divided by 1 − βᵗ, since both start at zero. Source: Kingma and Ba (2015).</remarks>
public class Adam : Optimizer, IMomentum
{
    private readonly float _beta2;
    private readonly float _epsilon;

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">About how far a number moves in one step.</param>
    /// <param name="beta1">How much of the mean gradient is kept, from 0 to below 1.</param>
    /// <param name="beta2">How much of the mean square is kept, from 0 to below 1.</param>
    /// <param name="epsilon">Keeps the division from overflowing.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value lies outside its range.</exception>
    public Adam(float learningRate = 0.001f, float beta1 = 0.9f, float beta2 = 0.999f, float epsilon = 1e-8f) : base(learningRate)
    {
        Beta1 = beta1;
        _beta2 = ShareBelowOne(beta2, "beta2");
        _epsilon = Positive(epsilon, nameof(epsilon));
    }

    /// <summary>How much of the mean gradient is kept, Adam's momentum; may be changed between steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not from 0 to below 1.</exception>
    public float Beta1
    {
        get;
        set => field = ShareBelowOne(value, "beta1");
    }

    float IMomentum.Momentum
    {
        get => Beta1;
        set => Beta1 = value;
    }

    private protected virtual float WeightDecay => 0;

    /// <inheritdoc/>
    protected override void Update(Tensor parameter, Tensor gradient)
    {
        var state = StateOf(parameter, 2);
        parameter.Device.Backend.AdamStep(parameter, gradient, state[0], state[1], LearningRate, Beta1, _beta2, _epsilon, WeightDecay,
            Steps);
    }
}

/// <summary>Adam whose parameters also shrink a little at every step: <c>w −= rate · (m̂ / (√ŝ + ε) + decay · w)</c>.</summary>
/// <remarks>The decay acts on the parameter itself, not through the gradient's averages. Source: Loshchilov and Hutter (2019).</remarks>
/// <param name="learningRate">About how far a number moves in one step.</param>
/// <param name="beta1">How much of the mean gradient is kept.</param>
/// <param name="beta2">How much of the mean square is kept.</param>
/// <param name="epsilon">Keeps the division from overflowing.</param>
/// <param name="weightDecay">The share, times the rate, by which parameters shrink; 0 or more.</param>
public sealed class AdamW(float learningRate = 0.001f, float beta1 = 0.9f, float beta2 = 0.999f, float epsilon = 1e-8f,
    float weightDecay = 0.01f)
    : Adam(learningRate, beta1, beta2, epsilon)
{
    private readonly float _weightDecay = NotNegative(weightDecay, nameof(weightDecay));

    private protected override float WeightDecay => _weightDecay;
}
