using DeepLearning.Random;
using DeepLearning.Tensors;

namespace DeepLearning.Layers;

/// <summary>Convolutional layer: so many learned filters slide over images, <c>Y = f(W ∗ X + b)</c>.</summary>
/// <remarks>X [N, C, H, W]; Y [N, channels, (H + 2·padding − size)/stride + 1, …]. Source: Weidman (2019), ch. 5.</remarks>
public sealed class Conv2D : Layer
{
    private readonly int _channels;
    private readonly Window _window;
    private readonly Operation _activation;
    private readonly Initialization _initialization;
    private readonly bool _bias;

    /// <summary>Makes the layer; its filters are drawn when it meets its first input.</summary>
    /// <param name="channels">How many filters, and so how many channels come out.</param>
    /// <param name="size">Side of a filter.</param>
    /// <param name="stride">How far the filters move between two outputs.</param>
    /// <param name="padding">Zeros around the image on each side; size / 2 if left out: with stride 1 and an odd size the image keeps its
    /// size.</param>
    /// <param name="activation">f; nothing if left out.</param>
    /// <param name="initialization">How far from zero the filters start; <see cref="Initialization.Glorot"/> if left out.</param>
    /// <param name="bias">Whether each filter has a bias.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small.</exception>
    public Conv2D(int channels, int size, int stride = 1, int? padding = null, Operation? activation = null,
        Initialization? initialization = null, bool bias = true)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        _window = new(size, stride, padding ?? size / 2, "Conv2D");
        _channels = channels;
        _activation = activation ?? new Identity();
        _initialization = initialization ?? Initialization.Glorot;
        _bias = bias;
    }

    /// <inheritdoc/>
    public override string Description =>
        $"Conv2D {_window.Size}×{_window.Size}{(_window.Stride > 1 ? $", stride {_window.Stride}" : "")}{(_activation is Identity ? "" : $", {_activation.Name}")}";

    /// <inheritdoc/>
    protected override IEnumerable<Operation> Build(Shape input, RandomState random)
    {
        ShapeException.ThrowUnless(input, [Dim.Any, Dim.Any, Dim.Any, Dim.Any], "Conv2D.Forward", nameof(input));
        _window.RequireFits(input);
        var (size, area) = (_window.Size, _window.Size * _window.Size);
        var (fanIn, fanOut) = (input[1] * area, _channels * area);
        var filters = _initialization.Weights([_channels, input[1], size, size], fanIn, fanOut, random);
        var bias = _bias ? _initialization.Biases([_channels], fanIn, fanOut, random) : null;
        yield return new Convolution2D(filters, bias, _window.Stride, _window.Padding);
        yield return _activation;
    }
}
