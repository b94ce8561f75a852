using DeepLearning.Recurrent;
using DeepLearning.Tensors;

namespace DeepLearning.Modules;

/// <summary>What <see cref="Rnn"/>, <see cref="Gru"/> and <see cref="Lstm"/> have in common: stacked layers over a sequence, batch
/// first.</summary>
/// <remarks>
/// Input [N, T, In], output: the hidden states of the last layer [N, T, H]. Weights per layer: W_ih [G·H, In], W_hh [G·H, H] and two
/// biases [G·H], uniform in
/// ±1/√H at first, as in PyTorch. The state starts at zero, or where <see cref="RecurrentState"/> left it.
/// </remarks>
public abstract class RecurrentModule : Module
{
    private readonly List<Dictionary<string, Tensor>> _layers = [];
    private readonly int _inputs;

    private protected RecurrentModule(int inputs, int width, int layers, int gates)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(layers);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, int.MaxValue / gates);
        (_inputs, Width) = (inputs, width);
        for (var layer = 0; layer < layers; layer++)
            _layers.Add(new()
            {
                ["weight_ih"] = Parameter(Initialization.Uniform([gates * width, layer == 0 ? inputs : width], width)),
                ["weight_hh"] = Parameter(Initialization.Uniform([gates * width, width], width)),
                ["bias_ih"] = Parameter(Initialization.Uniform([gates * width], width)),
                ["bias_hh"] = Parameter(Initialization.Uniform([gates * width], width)),
            });
    }

    /// <summary>The number of hidden units H.</summary>
    public int Width { get; }

    /// <summary>The number of stacked layers.</summary>
    public int Layers => _layers.Count;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => Forward(input, state: null).Output;

    /// <summary>Runs over a sequence from a state, and says which state it ended in.</summary>
    /// <exception cref="ShapeException">Input or state has another shape, or the sequence is empty.</exception>
    /// <exception cref="ArgumentException">The state has another number of layers.</exception>
    public (Tensor Output, RecurrentState State) Forward(Tensor input, RecurrentState? state)
    {
        ArgumentNullException.ThrowIfNull(input);
        ShapeException.ThrowUnless(input.Shape, [Dim.Any, Dim.Any, _inputs], $"{GetType().Name}.Forward", nameof(input));
        RecurrentSequence.ThrowIfEmpty(input, $"{GetType().Name}.Forward");
        state?.ThrowUnlessFits(GetType().Name, Layers, input.Shape[0], Width);
        var x = input.Permute(1, 0, 2);
        var (hidden, cell) = (new Tensor[Layers], new Tensor[Layers]);
        for (var layer = 0; layer < Layers; layer++)
        {
            var zeros = Tensor.Zeros([input.Shape[0], Width], input.Device);
            (x, hidden[layer], cell[layer]) = Run(x, Weights(layer), state?.Hidden[layer] ?? zeros, state?.Cell[layer] ?? zeros);
        }
        return (x.Permute(1, 0, 2), new RecurrentState(hidden, cell));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{GetType().Name}({_inputs}, {Width}{(Layers > 1 ? $", layers: {Layers}" : "")})";

    // 'layers.0.weight_ih' is 'weight_ih_l0' in PyTorch.
    internal override string StateName(string member) =>
        member.Split('.') is [_, var layer, var name] ? $"{name}_l{layer}" : base.StateName(member);

    private protected abstract RecurrentSequence Sequence(Tensor input, RecurrentWeights weights, Tensor hidden, Tensor cell);

    private RecurrentWeights Weights(int layer) =>
        new(_layers[layer]["weight_ih"], _layers[layer]["weight_hh"], _layers[layer]["bias_ih"], _layers[layer]["bias_hh"]);

    private (Tensor Output, Tensor Hidden, Tensor Cell) Run(Tensor x, RecurrentWeights w, Tensor hidden, Tensor cell)
    {
        Tensor[] inputs = [x, w.Input, w.Hidden, w.InputBias, w.HiddenBias, hidden, cell];
        var plain = Array.ConvertAll(inputs, tensor => tensor.Detach());
        var sequence = Sequence(plain[0], new(plain[1], plain[2], plain[3], plain[4]), plain[5], plain[6]);
        var output = sequence.Forward();
        var last = sequence.LastHidden.Clone();
        var lastCell = sequence is LstmSequence lstm ? lstm.LastCell.Clone() : last;
        if (!Tensor.Records(inputs)) return (output, last, lastCell);
        return (output.RecordedAs(GetType().Name, inputs, inputs[..^2], grad =>
        {
            var grads = sequence.Backward(grad, withInput: x.RequiresGrad);
            if (grads.Input is not null) x.AddGrad(grads.Input);
            w.Input.AddGrad(grads.Weights.Input);
            w.Hidden.AddGrad(grads.Weights.Hidden);
            w.InputBias.AddGrad(grads.Weights.InputBias);
            w.HiddenBias.AddGrad(grads.Weights.HiddenBias);
            hidden.AddGrad(grads.FirstHidden);
            if (grads.FirstCell is not null) cell.AddGrad(grads.FirstCell);
        }), last, lastCell);
    }
}

/// <summary>The state of a recurrent network between two runs, without its history: hidden (and cell) states [N, H], one for each
/// layer.</summary>
public sealed class RecurrentState
{
    internal RecurrentState(Tensor[] hidden, Tensor[] cell) => (Hidden, Cell) = (hidden, cell);

    /// <summary>The hidden states.</summary>
    public IReadOnlyList<Tensor> Hidden { get; }

    /// <summary>The cell states of an LSTM; of the others, the hidden states again.</summary>
    public IReadOnlyList<Tensor> Cell { get; }

    /// <summary>Keeps the state beyond the scope in which it was computed.</summary>
    public RecurrentState Keep()
    {
        foreach (var tensor in Hidden.Concat(Cell)) tensor.Keep();
        return this;
    }

    internal void ThrowUnlessFits(string module, int layers, int batch, int width)
    {
        if (Hidden.Count != layers)
            throw new ArgumentException($"{module}.Forward: the state has {Hidden.Count} layers; expected {layers}.");
        foreach (var tensor in Hidden) ShapeException.ThrowUnless(tensor.Shape, [batch, width], $"{module}.Forward", "state");
    }
}
