using DeepLearning.Random;
using DeepLearning.Tensors;

namespace DeepLearning.Layers;

/// <summary>Fully connected layer, <c>Y = f(X W + b)</c>.</summary>
/// <remarks>X [N, In]; W [In, Out]; b [1, Out]; Y [N, Out]. Gradients are sums over the batch. Source: Weidman (2019), ch. 3.</remarks>
public sealed class Dense : Layer
{
    private readonly int _neurons;
    private readonly Operation _activation;
    private readonly Initialization _initialization;

    /// <summary>Makes the layer; its weights are drawn when it meets its first input.</summary>
    /// <param name="neurons">Out, the number of outputs.</param>
    /// <param name="activation">f; nothing (<see cref="Identity"/>) if left out.</param>
    /// <param name="initialization">How far from zero the weights start; <see cref="Initialization.Standard"/> if left out.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="neurons"/> is not positive.</exception>
    public Dense(int neurons, Operation? activation = null, Initialization? initialization = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(neurons);
        _neurons = neurons;
        _activation = activation ?? new Identity();
        _initialization = initialization ?? Initialization.Standard;
    }

    /// <inheritdoc/>
    public override string Description => _activation is Identity ? Name : $"{Name}, {_activation.Name}";

    /// <inheritdoc/>
    protected override IEnumerable<Operation> Build(Shape input, RandomState random)
    {
        ShapeException.ThrowUnless(input, [Dim.Any, Dim.Any], "Dense.Forward", nameof(input));
        yield return new WeightMultiply(_initialization.Weights([input[1], _neurons], input[1], _neurons, random));
        yield return new BiasAdd(_initialization.Biases([1, _neurons], input[1], _neurons, random));
        yield return _activation;
    }
}
