using DeepLearning.Tensors;

namespace DeepLearning.Layers;

/// <summary>The operation of <see cref="BatchNorm"/>.</summary>
/// <remarks>
/// X, Y [N, C, …]; γ, β [C] start at 1 and 0. While training, mean and variance are the batch's (variance divided by the count), and running averages of them are
/// kept (variance divided by count − 1, as in PyTorch); a prediction uses these, so that it does not depend on its neighbours in the batch.
/// </remarks>
public sealed class BatchNormalization : Operation
{
    private readonly float _momentum;
    private readonly float _epsilon;
    private readonly Parameter[] _parameters;
    private Tensor? _mean;
    private Tensor? _variance;
    private Tensor? _inputGrad;

    internal BatchNormalization(int channels, float momentum, float epsilon)
    {
        (_momentum, _epsilon) = (momentum, epsilon);
        _parameters = [new(Tensor.Ones([channels]), "scale"), new(Tensor.Zeros([channels]), "shift")];
        RunningMean = Tensor.Zeros([channels]).Keep();
        RunningVariance = Tensor.Ones([channels]).Keep();
    }

    /// <summary>γ [C].</summary>
    public Parameter Scale => _parameters[0];

    /// <summary>β [C].</summary>
    public Parameter Shift => _parameters[1];

    /// <summary>Running average of the mean [C].</summary>
    public Tensor RunningMean { get; }

    /// <summary>Running average of the variance [C].</summary>
    public Tensor RunningVariance { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => _parameters;

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Buffers => [RunningMean, RunningVariance];

    /// <inheritdoc/>
    protected override Tensor Output(Tensor input)
    {
        var result = Tensor.Uninitialized(input.Shape, input.Device);
        if (IsInference) (_mean, _variance) = (RunningMean, RunningVariance);
        else Observe(input);
        input.Backend.Normalize(input, _mean!, _variance!, _epsilon, Scale.Value, Shift.Value, result);
        return result;
    }

    // Mean and variance depend on every x of the channel. With x̂ the normalised input, g = dL/dY, averages over the channel:
    // dL/dX = γ / √(variance + ε) · (g − mean(g) − x̂ · mean(g x̂)), dL/dγ = Σ g x̂, dL/dβ = Σ g. One pass computes all three.
    /// <inheritdoc/>
    protected override void ParameterGrads(Tensor outputGrad)
    {
        if (IsInference)
            throw new InvalidOperationException("BatchNorm.Backward: the last Forward was a prediction (inference: true), which has no gradients to learn from.");
        _inputGrad = Tensor.Uninitialized(Input.Shape, Input.Device);
        Scale.Grad = Tensor.Uninitialized(Scale.Value.Shape, Input.Device);
        Shift.Grad = Tensor.Uninitialized(Shift.Value.Shape, Input.Device);
        Input.Backend.NormalizeGrad(Input, _mean!, _variance!, _epsilon, Scale.Value, outputGrad, _inputGrad, Scale.Grad, Shift.Grad);
    }

    /// <inheritdoc/>
    protected override Tensor InputGrad(Tensor outputGrad) => _inputGrad!;

    private void Observe(Tensor input)
    {
        var channels = Scale.Value.Size;
        var count = input.Size / channels;
        if (count < 2) throw ShapeException.BatchOfOne("BatchNorm.Forward", input.Shape);
        (_mean, _variance) = (Tensor.Uninitialized([channels], input.Device), Tensor.Uninitialized([channels], input.Device));
        input.Backend.ChannelStatistics(input, _mean, _variance);
        Average(RunningMean, _mean, 1);
        Average(RunningVariance, _variance, count / (count - 1f));
    }

    private void Average(Tensor running, Tensor batch, float scale)
    {
        running.Backend.Affine(running, 1 - _momentum, 0, running);
        running.AddInPlace(batch, scale * _momentum);
    }
}
