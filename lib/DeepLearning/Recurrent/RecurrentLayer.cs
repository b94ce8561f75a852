using DeepLearning.Random;
using DeepLearning.Tensors;

namespace DeepLearning.Recurrent;

/// <summary>A recurrent layer of the book's framework: holds the weights, runs over a sequence, and back through time.</summary>
/// <remarks>Input [N, T, In], output: all hidden states [N, T, H]. The state starts at zero in every sequence. Computes what the nodes
/// compute, but all
/// steps' products at once.</remarks>
public abstract class RecurrentLayer
{
    private RecurrentSequence? _sequence;

    private protected RecurrentLayer(int inputs, int width, int gates, RandomState random) =>
        Parameters = new(inputs, width, gates, random);

    /// <summary>The weights and their gradients.</summary>
    public RecurrentParameters Parameters { get; }

    /// <summary>Runs over the sequence.</summary>
    /// <exception cref="ShapeException">Not three axes, another width than In, or no step.</exception>
    public Tensor Forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        ShapeException.ThrowUnless(input.Shape, [Dim.Any, Dim.Any, Parameters.Input.Value.Shape[1]], $"{GetType().Name}.Forward",
            nameof(input));
        RecurrentSequence.ThrowIfEmpty(input, $"{GetType().Name}.Forward");
        var zeros = Tensor.Zeros([input.Shape[0], Parameters.Width], input.Device);
        var weights = new RecurrentWeights(Parameters.Input.Value, Parameters.Hidden.Value, Parameters.InputBias.Value,
            Parameters.HiddenBias.Value);
        _sequence = Sequence(input.Permute(1, 0, 2), weights, zeros);
        return _sequence.Forward().Permute(1, 0, 2);
    }

    /// <summary>Goes back through time: sets the gradients of the weights and returns that of the input.</summary>
    /// <exception cref="ShapeException">The gradient has another shape than the output.</exception>
    /// <exception cref="InvalidOperationException"><see cref="Forward"/> was not called before.</exception>
    public Tensor Backward(Tensor outputGrad)
    {
        ArgumentNullException.ThrowIfNull(outputGrad);
        if (_sequence is null) throw new InvalidOperationException($"{GetType().Name}.Backward: call Forward first.");
        ShapeException.ThrowUnless(outputGrad.Shape, [_sequence.Batch, _sequence.Steps, Parameters.Width], $"{GetType().Name}.Backward",
            nameof(outputGrad));
        var grads = _sequence.Backward(outputGrad.Permute(1, 0, 2));
        (Parameters.Input.Grad, Parameters.Hidden.Grad) = (grads.Weights.Input, grads.Weights.Hidden);
        (Parameters.InputBias.Grad, Parameters.HiddenBias.Grad) = (grads.Weights.InputBias, grads.Weights.HiddenBias);
        return grads.Input!.Permute(1, 0, 2);
    }

    private protected abstract RecurrentSequence Sequence(Tensor input, RecurrentWeights weights, Tensor zeros);
}

/// <summary>Layer of <see cref="RnnNode"/>s.</summary>
public sealed class RnnLayer(int inputs, int width, RandomState random) : RecurrentLayer(inputs, width, 1, random)
{
    private protected override RecurrentSequence Sequence(Tensor input, RecurrentWeights weights, Tensor zeros) =>
        new RnnSequence(input, weights, zeros);
}

/// <summary>Layer of <see cref="GruNode"/>s.</summary>
public sealed class GruLayer(int inputs, int width, RandomState random) : RecurrentLayer(inputs, width, 3, random)
{
    private protected override RecurrentSequence Sequence(Tensor input, RecurrentWeights weights, Tensor zeros) =>
        new GruSequence(input, weights, zeros);
}

/// <summary>Layer of <see cref="LstmNode"/>s.</summary>
public sealed class LstmLayer(int inputs, int width, RandomState random) : RecurrentLayer(inputs, width, 4, random)
{
    private protected override RecurrentSequence Sequence(Tensor input, RecurrentWeights weights, Tensor zeros) =>
        new LstmSequence(input, weights, zeros, zeros);
}
