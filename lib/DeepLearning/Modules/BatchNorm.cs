using DeepLearning.Autograd;
using DeepLearning.Tensors;

namespace DeepLearning.Modules;

/// <summary>Normalises each channel over the batch, then scales and shifts it: <c>y = γ (x − mean) / √(var + ε) + β</c>.</summary>
/// <remarks>
/// While training, mean and variance are the batch's, and running averages of them are kept (the variance divided by count − 1); in
/// evaluation these averages are
/// used. γ and β [C] start at 1 and 0. Source: Ioffe and Szegedy (2015); momentum as in PyTorch: the share of the new value.
/// </remarks>
public abstract class BatchNorm : Module
{
    private readonly float _epsilon;
    private readonly float _momentum;

    private protected BatchNorm(int channels, float epsilon, float momentum)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(epsilon);
        if (!(momentum is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(momentum),
            $"{GetType().Name}: the momentum is {momentum}; expected 0 to 1.");
        (_epsilon, _momentum) = (epsilon, momentum);
        Weight = Parameter(Tensor.Ones([channels]));
        Bias = Parameter(Tensor.Zeros([channels]));
        RunningMean = Tensor.Zeros([channels]).Keep();
        RunningVariance = Tensor.Ones([channels]).Keep();
    }

    /// <summary>The scale γ [C].</summary>
    public Tensor Weight { get; }

    /// <summary>The shift β [C].</summary>
    public Tensor Bias { get; }

    /// <summary>Running average of the mean [C].</summary>
    public Tensor RunningMean { get; }

    /// <summary>Running average of the variance [C].</summary>
    public Tensor RunningVariance { get; }

    /// <inheritdoc/>
    protected override IEnumerable<(string Name, Tensor Value)> Buffers =>
        [(nameof(RunningMean), RunningMean), (nameof(RunningVariance), RunningVariance)];

    internal override string StateName(string member) => member == nameof(RunningVariance) ? "running_var" : base.StateName(member);

    private protected Tensor Normalize(Tensor input)
    {
        var channels = Weight.Size;
        if (!IsTraining)
        {
            // In evaluation each channel is scaled and shifted by fixed numbers.
            int[] perChannel = [channels, .. Enumerable.Repeat(1, input.Rank - 2)];
            var scale = Weight / (RunningVariance + _epsilon).Sqrt();
            return input * scale.Reshape(perChannel) + (Bias - RunningMean * scale).Reshape(perChannel);
        }
        var count = input.Size / channels;
        if (count < 2) throw ShapeException.BatchOfOne($"{GetType().Name}.Forward", input.Shape);
        var (result, mean, variance) = Functional.BatchNorm(input, Weight, Bias, _epsilon);
        Average(RunningMean, mean, 1);
        Average(RunningVariance, variance, count / (count - 1f));
        return result;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{GetType().Name}({Weight.Size})";

    private void Average(Tensor running, Tensor batch, float scale)
    {
        running.Backend.Affine(running, 1 - _momentum, 0, running);
        running.AddInPlace(batch, scale * _momentum);
    }
}

/// <summary>Batch normalisation of features: input and output [N, C].</summary>
/// <inheritdoc/>
public sealed class BatchNorm1d(int channels, float epsilon = 1e-5f, float momentum = 0.1f) : BatchNorm(channels, epsilon, momentum)
{
    /// <inheritdoc/>
    /// <exception cref="ShapeException">Another shape, or a batch of one while training.</exception>
    public override Tensor Forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        ShapeException.ThrowUnless(input.Shape, [Dim.Any, Weight.Size], "BatchNorm1d.Forward", nameof(input));
        return Normalize(input);
    }
}

/// <summary>Batch normalisation of images, over the batch and all positions: input and output [N, C, H, W].</summary>
/// <inheritdoc/>
public sealed class BatchNorm2d(int channels, float epsilon = 1e-5f, float momentum = 0.1f) : BatchNorm(channels, epsilon, momentum)
{
    /// <inheritdoc/>
    /// <exception cref="ShapeException">Another shape, or one value for each channel while training.</exception>
    public override Tensor Forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        ShapeException.ThrowUnless(input.Shape, [Dim.Any, Weight.Size, Dim.Any, Dim.Any], "BatchNorm2d.Forward", nameof(input));
        return Normalize(input);
    }
}
