using System.Globalization;
using DeepLearning.Random;
using DeepLearning.Tensors;

namespace DeepLearning.Layers;

/// <summary>A row of operations that belong together, built when the layer meets its first input and learns how wide that is.</summary>
/// <remarks>The first axis of every input is the batch. Source: Weidman (2019), ch. 3.</remarks>
public abstract class Layer
{
    private Operation[] _operations = [];
    private Shape? _input;
    private Shape? _output;
    private RandomState? _random;

    /// <summary>The name for messages: that of the class.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>The name for tables, with what sets this layer apart.</summary>
    public virtual string Description => Name;

    /// <summary>Where first values and random masks are drawn from; a network sets its own generator here.</summary>
    public RandomState Random
    {
        get => _random ??= new RandomState(1);
        set { ArgumentNullException.ThrowIfNull(value); _random = value; }
    }

    /// <summary>Whether the operations exist, which is so after the first <see cref="Forward"/>.</summary>
    public bool IsBuilt => _input is not null;

    /// <summary>The operations in their order; empty before the first <see cref="Forward"/>.</summary>
    public IReadOnlyList<Operation> Operations => _operations;

    /// <summary>The parameters of all operations; empty before the first <see cref="Forward"/>.</summary>
    public IReadOnlyList<Parameter> Parameters { get; private set; } = [];

    /// <summary>Shape of the last output, with the batch in front; null before the first <see cref="Forward"/>.</summary>
    public Shape? OutputShape => _output;

    /// <summary>Shape of the first input; null before it.</summary>
    internal Shape? InputShape => _input;

    /// <summary>Makes the operations for inputs of this shape.</summary>
    protected abstract IEnumerable<Operation> Build(Shape input, RandomState random);

    /// <summary>Sends X through all operations; builds them first if need be.</summary>
    /// <param name="input">X, with the batch as its first axis.</param>
    /// <param name="inference">Whether the result is a prediction; false while training.</param>
    /// <exception cref="ShapeException">The layer does not take inputs of this shape, or met another one before.</exception>
    public Tensor Forward(Tensor input, bool inference = false)
    {
        ArgumentNullException.ThrowIfNull(input);
        Accept(input.Shape);
        foreach (var operation in _operations) input = operation.Forward(input, inference);
        _output = input.Shape;
        return input;
    }

    /// <summary>Sends dL/dY back through all operations, last one first, and returns dL/dX.</summary>
    /// <exception cref="ShapeException">The gradient has another shape than the output.</exception>
    /// <exception cref="InvalidOperationException"><see cref="Forward"/> was not called before.</exception>
    public Tensor Backward(Tensor outputGrad)
    {
        if (!IsBuilt) throw new InvalidOperationException($"{Name}.Backward: call Forward first. The layer is not even built before its first input.");
        for (var i = _operations.Length - 1; i >= 0; i--) outputGrad = _operations[i].Backward(outputGrad);
        return outputGrad;
    }

    /// <summary>Backward where nobody needs dL/dX: ends at the first operation that has parameters.</summary>
    internal void BackwardToParameters(Tensor outputGrad)
    {
        var first = Array.FindIndex(_operations, operation => operation.Parameters.Count > 0);
        for (var i = _operations.Length - 1; i > first; i--) outputGrad = _operations[i].Backward(outputGrad);
        _operations[first].BackwardToParameters(outputGrad);
    }

    /// <summary>Forgets the operations and what they learned; the next input builds new ones.</summary>
    public void Reset() => (_operations, Parameters, _input, _output) = ([], [], null, null);

    private void Accept(Shape input)
    {
        if (_input is null)
        {
            if (input.Rank == 0) throw new ShapeException($"{Name}.Forward: 'input' has shape []; expected the batch as its first axis.");
            _operations = [.. Build(input, Random)];
            Parameters = [.. _operations.SelectMany(operation => operation.Parameters)];
            _input = input;
            return;
        }
        if (input == _input) return;
        Span<int> expected = stackalloc int[_input.Rank];
        _input.AsSpan().CopyTo(expected);
        expected[0] = Dim.Any;
        ShapeException.ThrowUnless(input, expected, $"{Name}.Forward", nameof(input));
    }

    /// <summary>Name, and the number of parameters once built.</summary>
    public override string ToString() => IsBuilt
        ? string.Create(CultureInfo.InvariantCulture, $"{Description} ({Parameters.Sum(p => p.Value.Size):N0} parameters)")
        : $"{Description} (not built yet)";
}
