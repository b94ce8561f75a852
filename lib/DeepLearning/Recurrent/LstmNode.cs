using DeepLearning.Tensors;

namespace DeepLearning.Recurrent;

/// <summary>One time step of a long short-term memory.</summary>
/// <remarks>
/// With s = W_ih x + b_ih + W_hh h + b_hh, cut into four: input gate i = σ(s₁), forget gate f = σ(s₂), candidate g = tanh(s₃), output gate
/// o = σ(s₄);
/// cell c' = f · c + i · g; h' = o · tanh(c'). x [N, In]; all others [N, H]. Source: Hochreiter and Schmidhuber (1997); Weidman (2019),
/// ch. 6.
/// </remarks>
public sealed class LstmNode(RecurrentParameters parameters)
{
    private Tensor _input = null!, _hidden = null!, _cell = null!;
    private Tensor _write = null!, _forget = null!, _candidate = null!, _read = null!, _tanhCell = null!;

    /// <summary>Computes h' and c'.</summary>
    /// <exception cref="ShapeException">Input or state has another shape.</exception>
    /// <exception cref="ArgumentException">The parameters have another number of gates.</exception>
    public (Tensor Hidden, Tensor Cell) Forward(Tensor input, Tensor hidden, Tensor cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        parameters.ThrowUnlessFits(nameof(LstmNode), 4, input, hidden, cell);
        (_input, _hidden, _cell) = (input, hidden, cell);
        var (sum, width) = (parameters.FromInput(input) + parameters.FromHidden(hidden), parameters.Width);
        _write = sum.Columns(0, width).Sigmoid();
        _forget = sum.Columns(width, 2 * width).Sigmoid();
        _candidate = sum.Columns(2 * width, 3 * width).Tanh();
        _read = sum.Columns(3 * width, 4 * width).Sigmoid();
        var newCell = _forget * cell + _write * _candidate;
        _tanhCell = newCell.Tanh();
        return (_read * _tanhCell, newCell);
    }

    /// <summary>Turns dL/dh' and dL/dc' into dL/dx, dL/dh and dL/dc, and adds to the gradients of the weights.</summary>
    /// <exception cref="ShapeException">A gradient has another shape than the hidden state.</exception>
    /// <exception cref="InvalidOperationException"><see cref="Forward"/> was not called before.</exception>
    public (Tensor Input, Tensor Hidden, Tensor Cell) Backward(Tensor hiddenGrad, Tensor cellGrad)
    {
        RecurrentParameters.ThrowUnlessFits(nameof(LstmNode), hiddenGrad, nameof(hiddenGrad), _hidden);
        RecurrentParameters.ThrowUnlessFits(nameof(LstmNode), cellGrad, nameof(cellGrad), _hidden);
        var readGrad = hiddenGrad * _tanhCell * _read * (1 - _read);
        var total = cellGrad + hiddenGrad * _read * (1 - _tanhCell.Square());
        var sumGrad = Tensor.Concat(
            total * _candidate * _write * (1 - _write),
            total * _cell * _forget * (1 - _forget),
            total * _write * (1 - _candidate.Square()),
            readGrad);
        var (input, hidden) = parameters.Backward(_input, _hidden, sumGrad, sumGrad);
        return (input, hidden, total * _forget);
    }
}

/// <summary>The LSTM, with a cell state besides the hidden state; see <see cref="Backend.LstmStep"/>.</summary>
internal sealed class LstmSequence : RecurrentSequence
{
    private readonly Tensor _firstCell;
    private readonly Tensor _cells;
    private readonly Tensor _tanhCells;

    public LstmSequence(Tensor input, RecurrentWeights weights, Tensor firstHidden, Tensor firstCell)
        : base(input, weights, firstHidden, gates: 4)
    {
        _firstCell = firstCell;
        _cells = Tensor.Uninitialized([Steps * Batch, Width], input.Device);
        _tanhCells = Tensor.Uninitialized([Steps * Batch, Width], input.Device);
    }

    /// <summary>The cell state at the end [N, H].</summary>
    public Tensor LastCell => Step(_cells, Steps - 1);

    protected override Tensor GateBias() => Weights.InputBias + Weights.HiddenBias;

    protected override void Forward(int t, Tensor hiddenBefore)
    {
        var gates = Step(Gates, t);
        gates.Backend.MatMul(hiddenBefore, HiddenWeights, gates, accumulate: true);
        gates.Backend.LstmStep(gates, CellBefore(t), Step(_cells, t), Step(_tanhCells, t), Step(Hidden, t));
    }

    protected override void Backward(int t, Tensor hiddenBefore, Tensor hiddenGrad, ref Tensor? cellGrad, Tensor gatesGrad,
        Tensor recurrentGrad)
    {
        cellGrad ??= Tensor.Zeros([Batch, Width], hiddenGrad.Device);
        hiddenGrad.Backend.LstmStepGrad(Step(Gates, t), CellBefore(t), Step(_tanhCells, t), hiddenGrad, cellGrad, gatesGrad);
    }

    private Tensor CellBefore(int t) => t == 0 ? _firstCell : Step(_cells, t - 1);
}
