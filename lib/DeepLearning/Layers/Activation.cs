using DeepLearning.Random;
using DeepLearning.Tensors;

namespace DeepLearning.Layers;

/// <summary>An operation as a layer of its own, such as a ReLU after batch normalisation.</summary>
/// <remarks>Any shape that the operation takes.</remarks>
public sealed class Activation : Layer
{
    private readonly Operation _operation;

    /// <summary>Makes the layer.</summary>
    public Activation(Operation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        _operation = operation;
    }

    /// <inheritdoc/>
    public override string Description => _operation.Name;

    /// <inheritdoc/>
    protected override IEnumerable<Operation> Build(Shape input, RandomState random) => [_operation];
}
