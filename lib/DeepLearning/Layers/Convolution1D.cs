using DeepLearning.Tensors;

namespace DeepLearning.Layers;

/// <summary>Slides filters along sequences, <c>Y[n,o,x] = b[o] + Σ W[o,c,i] · X[n, c, x·stride + i − padding]</c>.</summary>
/// <remarks>X [N, C, L]; W [O, C, K]; b [O]; Y [N, O, (L + 2·padding − K)/stride + 1]. Source: Weidman (2019), ch. 5.</remarks>
public sealed class Convolution1D : Operation
{
    private readonly Window _window;
    private readonly Parameter[] _parameters;
    private Tensor? _padded;

    /// <summary>Makes the operation of its filters and, if there is one, its bias.</summary>
    /// <param name="filters">W [O, C, K].</param>
    /// <param name="bias">b [O], or null.</param>
    /// <param name="stride">How far the filters move between two outputs.</param>
    /// <param name="padding">How many zeros stand at each end.</param>
    /// <exception cref="ShapeException">Filters without three axes, or a bias that is not one number per filter.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A stride below 1 or a padding below 0.</exception>
    public Convolution1D(Tensor filters, Tensor? bias = null, int stride = 1, int padding = 0)
    {
        ArgumentNullException.ThrowIfNull(filters);
        ShapeException.ThrowUnless(filters.Shape, [Dim.Any, Dim.Any, Dim.Any], "Convolution1D", nameof(filters));
        if (bias is not null) ShapeException.ThrowUnless(bias.Shape, [filters.Shape[0]], "Convolution1D", nameof(bias));
        _window = new(filters.Shape[2], stride, padding, "Convolution1D");
        _parameters = bias is null ? [new(filters, "filter")] : [new(filters, "filter"), new(bias, "bias")];
    }

    /// <summary>W and its gradient.</summary>
    public Parameter Filters => _parameters[0];

    /// <summary>b and its gradient, if there is one.</summary>
    public Parameter? Bias => _parameters.Length > 1 ? _parameters[1] : null;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => _parameters;

    // A sequence with its padding is an image of height 1.
    /// <inheritdoc/>
    protected override Tensor Output(Tensor input)
    {
        var filters = AsImage(Filters.Value);
        ShapeException.ThrowUnless(input.Shape, [Dim.Any, filters.Shape[1], Dim.Any], "Convolution1D.Forward", nameof(input));
        _window.RequireFits(input.Shape);
        _padded = AsImage(Padded(input));
        var result = Tensor.Uninitialized([input.Shape[0], filters.Shape[0], 1, _window.OutputLength(input.Shape[2])], input.Device);
        input.Backend.Convolve(_padded, filters, Bias?.Value, _window.Stride, 0, result);
        return result.Reshape(result.Shape[0], result.Shape[1], result.Shape[3]);
    }

    // X[u] reaches every Y[x] under whose filter it lay, through W[u − x·stride + padding]; the gradient of the padding itself is dropped
    /// <inheritdoc/>
    protected override Tensor InputGrad(Tensor outputGrad)
    {
        var paddedGrad = Tensor.Uninitialized(_padded!.Shape, Input.Device);
        Input.Backend.ConvolveInputGrad(AsImage(outputGrad), AsImage(Filters.Value), _window.Stride, 0, paddedGrad);
        return Unpadded(paddedGrad);
    }

    // W[i] met one number of each sequence for each output: dL/dW[o,c,i] = Σ over sequences and positions of dL/dY[n,o,x] · X[n, c, x·stride + i − padding]
    /// <inheritdoc/>
    protected override void ParameterGrads(Tensor outputGrad)
    {
        var filterGrad = Tensor.Uninitialized(Filters.Value.Shape, Input.Device);
        var biasGrad = Bias is null ? null : Tensor.Uninitialized(Bias.Value.Shape, Input.Device);
        Input.Backend.ConvolveFilterGrad(_padded!, AsImage(outputGrad), _window.Stride, 0, AsImage(filterGrad), biasGrad, accumulate: false);
        Filters.Grad = filterGrad;
        if (Bias is not null) Bias.Grad = biasGrad;
    }

    private static Tensor AsImage(Tensor x) => x.Reshape(x.Shape[0], x.Shape[1], 1, x.Shape[2]);

    // With positions as rows, padding is rows before and after.
    private Tensor Padded(Tensor input)
    {
        if (_window.Padding == 0) return input;
        var (sequences, length) = (input.Shape[0] * input.Shape[1], input.Shape[2]);
        var rows = Tensor.Zeros([length + 2 * _window.Padding, sequences], input.Device);
        var columns = input.Reshape(sequences, length).Transpose();
        input.Backend.Copy(columns, rows.View(_window.Padding * sequences, columns.Shape));
        return rows.Transpose().Reshape(input.Shape[0], input.Shape[1], rows.Shape[0]);
    }

    private Tensor Unpadded(Tensor padded)
    {
        var (sequences, length) = (padded.Shape[0] * padded.Shape[1], Input.Shape[2]);
        var rows = padded.Reshape(sequences, padded.Shape[3]).Transpose();
        return rows.View(_window.Padding * sequences, [length, sequences]).Transpose().Reshape(Input.Shape.AsSpan());
    }
}
