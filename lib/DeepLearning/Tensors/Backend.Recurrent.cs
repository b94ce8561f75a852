namespace DeepLearning.Tensors;

public abstract partial class Backend
{
    /// <summary>The element-wise half of an LSTM step: i, f, o = σ, g = tanh; cell = f · cellBefore + i · g; hidden = o · tanh(cell).</summary>
    /// <remarks>gates [N, 4H] holds the sums i | f | g | o on entry and the activated gates on return; all others [N, H]. Source: Hochreiter and Schmidhuber (1997), gate order of PyTorch.</remarks>
    public abstract void LstmStep(Tensor gates, Tensor cellBefore, Tensor cell, Tensor tanhCell, Tensor hidden);

    /// <summary>Backward of <see cref="LstmStep"/>: from the gradients of hidden and cell to those of the gate sums and of the cell before.</summary>
    /// <remarks>cellGrad [N, H] is d/d(cell) on entry, without the part that flows through hidden, and d/d(cellBefore) on return.</remarks>
    public abstract void LstmStepGrad(Tensor gates, Tensor cellBefore, Tensor tanhCell, Tensor hiddenGrad, Tensor cellGrad, Tensor gatesGrad);

    /// <summary>The element-wise half of a GRU step: r, z = σ(input + recurrent); n = tanh(input + r · recurrent); hidden = (1 − z) · n + z · hiddenBefore.</summary>
    /// <remarks>gates [N, 3H] holds the input's sums r | z | n on entry and the activated gates on return; recurrent [N, 3H] the sums from the hidden state, unchanged.
    /// Source: Cho et al. (2014), in the form of PyTorch, where the reset gate acts after the product.</remarks>
    public abstract void GruStep(Tensor gates, Tensor recurrent, Tensor hiddenBefore, Tensor hidden);

    /// <summary>Backward of <see cref="GruStep"/>: from the gradient of hidden to those of both sums and of the hidden state before (its direct share).</summary>
    /// <remarks>hiddenGrad [N, H] is d/d(hidden) on entry and the direct share z · d/d(hidden) of d/d(hiddenBefore) on return.</remarks>
    public abstract void GruStepGrad(Tensor gates, Tensor recurrent, Tensor hiddenBefore, Tensor hiddenGrad, Tensor gatesGrad, Tensor recurrentGrad);
}
