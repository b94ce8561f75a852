using DeepLearning.Tensors;

namespace DeepLearning.Recurrent;

/// <summary>The LSTM, with a cell state besides the hidden state; see <see cref="Backend.LstmStep"/>.</summary>
internal sealed class LstmSequence : RecurrentSequence
{
    private readonly Tensor _firstCell;
    private readonly Tensor _cells;
    private readonly Tensor _tanhCells;

    public LstmSequence(Tensor input, RecurrentWeights weights, Tensor firstHidden, Tensor firstCell) : base(input, weights, firstHidden, gates: 4)
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

    protected override void Backward(int t, Tensor hiddenBefore, Tensor hiddenGrad, ref Tensor? cellGrad, Tensor gatesGrad, Tensor recurrentGrad)
    {
        cellGrad ??= Tensor.Zeros([Batch, Width], hiddenGrad.Device);
        hiddenGrad.Backend.LstmStepGrad(Step(Gates, t), CellBefore(t), Step(_tanhCells, t), hiddenGrad, cellGrad, gatesGrad);
    }

    private Tensor CellBefore(int t) => t == 0 ? _firstCell : Step(_cells, t - 1);
}
