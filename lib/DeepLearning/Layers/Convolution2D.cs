using DeepLearning.Tensors;

namespace DeepLearning.Layers;

/// <summary>Slides filters over images, <c>Y[n,o,y,x] = b[o] + Σ W[o,c,i,j] · X[n, c, y·stride + i − padding, x·stride + j −
/// padding]</c>.</summary>
/// <remarks>X [N, C, H, W]; W [O, C, K, K]; b [O]; Y [N, O, (H + 2·padding − K)/stride + 1, …]. As everywhere in deep learning the filter
/// is not turned around
/// on the way forward; it is on the way back. Source: LeCun et al. (1989); Weidman (2019), ch. 5.</remarks>
public sealed class Convolution2D : Operation
{
    private readonly Window _window;
    private readonly Parameter[] _parameters;

    /// <summary>Makes the operation of its filters and, if there is one, its bias.</summary>
    /// <param name="filters">W [O, C, K, K].</param>
    /// <param name="bias">b [O], or null.</param>
    /// <param name="stride">How far the filters move between two outputs.</param>
    /// <param name="padding">How many zeros stand around the image on each side.</param>
    /// <exception cref="ShapeException">Filters that are not square, or a bias that is not one number per filter.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A stride below 1 or a padding below 0.</exception>
    public Convolution2D(Tensor filters, Tensor? bias = null, int stride = 1, int padding = 0)
    {
        ArgumentNullException.ThrowIfNull(filters);
        ShapeException.ThrowUnless(filters.Shape, [Dim.Any, Dim.Any, Dim.Any, Dim.Any], "Convolution2D", nameof(filters));
        ShapeException.ThrowUnless(filters.Shape, [Dim.Any, Dim.Any, filters.Shape[2], filters.Shape[2]], "Convolution2D", nameof(filters));
        if (bias is not null) ShapeException.ThrowUnless(bias.Shape, [filters.Shape[0]], "Convolution2D", nameof(bias));
        _window = new(filters.Shape[2], stride, padding, "Convolution2D");
        _parameters = bias is null ? [new(filters, "filter")] : [new(filters, "filter"), new(bias, "bias")];
    }

    /// <summary>W and its gradient.</summary>
    public Parameter Filters => _parameters[0];

    /// <summary>b and its gradient, if there is one.</summary>
    public Parameter? Bias => _parameters.Length > 1 ? _parameters[1] : null;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => _parameters;

    /// <inheritdoc/>
    protected override Tensor Output(Tensor input)
    {
        var filters = Filters.Value;
        ShapeException.ThrowUnless(input.Shape, [Dim.Any, filters.Shape[1], Dim.Any, Dim.Any], "Convolution2D.Forward", nameof(input));
        _window.RequireFits(input.Shape);
        var result = Tensor.Uninitialized(
            [input.Shape[0], filters.Shape[0], _window.OutputLength(input.Shape[2]), _window.OutputLength(input.Shape[3])], input.Device);
        input.Backend.Convolve(input, filters, Bias?.Value, _window.Stride, _window.Padding, result);
        return result;
    }

    // X[u, v] reaches every Y[y, x] under whose filter it lay, through W[u − y·stride + padding, …]: dL/dX is a convolution with the
    // filter turned by half a turn
    /// <inheritdoc/>
    protected override Tensor InputGrad(Tensor outputGrad)
    {
        var result = Tensor.Uninitialized(Input.Shape, Input.Device);
        Input.Backend.ConvolveInputGrad(outputGrad, Filters.Value, _window.Stride, _window.Padding, result);
        return result;
    }

    // W[i, j] met one number of each image for each output: dL/dW[o,c,i,j] = Σ over images and positions of dL/dY[n,o,y,x] · X[n, c,
    // y·stride + i − padding, …]
    /// <inheritdoc/>
    protected override void ParameterGrads(Tensor outputGrad)
    {
        var filterGrad = Tensor.Uninitialized(Filters.Value.Shape, Input.Device);
        var biasGrad = Bias is null ? null : Tensor.Uninitialized(Bias.Value.Shape, Input.Device);
        Input.Backend.ConvolveFilterGrad(Input, outputGrad, _window.Stride, _window.Padding, filterGrad, biasGrad, accumulate: false);
        Filters.Grad = filterGrad;
        if (Bias is not null) Bias.Grad = biasGrad;
    }
}
