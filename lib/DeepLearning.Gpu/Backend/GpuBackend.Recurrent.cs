using DeepLearning.Gpu.Kernels;
using DeepLearning.Tensors;
using ILGPU;

namespace DeepLearning.Gpu;

public sealed partial class GpuBackend
{
    private Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, int>? _lstm;
    private Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, int>? _lstmGrad, _gruGrad;
    private Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, int>? _gru;

    /// <inheritdoc/>
    public override void LstmStep(Tensor gates, Tensor cellBefore, Tensor cell, Tensor tanhCell, Tensor hidden)
    {
        if (cell is null || cell.Size == 0) return;
        Load(ref _lstm, RecurrentKernels.Lstm)(
            cell.Size, View(gates), View(cellBefore), View(cell), View(tanhCell), View(hidden), cell.Shape[1]);
    }

    /// <inheritdoc/>
    public override void LstmStepGrad(Tensor gates, Tensor cellBefore, Tensor tanhCell, Tensor hiddenGrad, Tensor cellGrad, Tensor gatesGrad)
    {
        if (cellGrad is null || cellGrad.Size == 0) return;
        Load(ref _lstmGrad, RecurrentKernels.LstmGrad)(
            cellGrad.Size, View(gates), View(cellBefore), View(tanhCell), View(hiddenGrad), View(cellGrad), View(gatesGrad), cellGrad.Shape[1]);
    }

    /// <inheritdoc/>
    public override void GruStep(Tensor gates, Tensor recurrent, Tensor hiddenBefore, Tensor hidden)
    {
        if (hidden is null || hidden.Size == 0) return;
        Load(ref _gru, RecurrentKernels.Gru)(
            hidden.Size, View(gates), View(recurrent), View(hiddenBefore), View(hidden), hidden.Shape[1]);
    }

    /// <inheritdoc/>
    public override void GruStepGrad(Tensor gates, Tensor recurrent, Tensor hiddenBefore, Tensor hiddenGrad, Tensor gatesGrad, Tensor recurrentGrad)
    {
        if (hiddenGrad is null || hiddenGrad.Size == 0) return;
        Load(ref _gruGrad, RecurrentKernels.GruGrad)(
            hiddenGrad.Size, View(gates), View(recurrent), View(hiddenBefore), View(hiddenGrad), View(gatesGrad), View(recurrentGrad), hiddenGrad.Shape[1]);
    }
}
