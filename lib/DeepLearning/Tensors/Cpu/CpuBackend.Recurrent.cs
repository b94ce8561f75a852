namespace DeepLearning.Tensors.Cpu;

internal sealed unsafe partial class CpuBackend<TVector>
{
    public override void LstmStep(Tensor gates, Tensor cellBefore, Tensor cell, Tensor tanhCell, Tensor hidden)
    {
        fixed (float* sums = Values(gates), before = Values(cellBefore), c = Values(cell), tanh = Values(tanhCell), h = Values(hidden))
            RecurrentKernel<TVector>.Run(RecurrentKernel<TVector>.Kind.Lstm,
                new(cell.Shape[0], cell.Shape[1]) { Gates = sums, Before = before, Cell = c, TanhCell = tanh, Hidden = h });
    }

    public override void LstmStepGrad(Tensor gates, Tensor cellBefore, Tensor tanhCell, Tensor hiddenGrad, Tensor cellGrad,
        Tensor gatesGrad)
    {
        fixed (float* activated = Values(gates), before = Values(cellBefore), tanh = Values(tanhCell), dh = Values(hiddenGrad),
            dc = Values(cellGrad), dGates = Values(gatesGrad))
            RecurrentKernel<TVector>.Run(RecurrentKernel<TVector>.Kind.LstmGrad,
                new(cellBefore.Shape[0], cellBefore.Shape[1])
                {
                    Gates = activated,
                    Before = before,
                    TanhCell = tanh,
                    HiddenGrad = dh,
                    CellGrad = dc,
                    GatesGrad = dGates
                });
    }

    public override void GruStep(Tensor gates, Tensor recurrent, Tensor hiddenBefore, Tensor hidden)
    {
        fixed (float* sums = Values(gates), recurrentSums = Values(recurrent), before = Values(hiddenBefore), h = Values(hidden))
            RecurrentKernel<TVector>.Run(RecurrentKernel<TVector>.Kind.Gru,
                new(hidden.Shape[0], hidden.Shape[1]) { Gates = sums, Recurrent = recurrentSums, Before = before, Hidden = h });
    }

    public override void GruStepGrad(Tensor gates, Tensor recurrent, Tensor hiddenBefore, Tensor hiddenGrad, Tensor gatesGrad,
        Tensor recurrentGrad)
    {
        fixed (float* activated = Values(gates), sums = Values(recurrent), before = Values(hiddenBefore), dh = Values(hiddenGrad),
            dGates = Values(gatesGrad), dSums = Values(recurrentGrad))
            RecurrentKernel<TVector>.Run(RecurrentKernel<TVector>.Kind.GruGrad,
                new(hiddenBefore.Shape[0], hiddenBefore.Shape[1])
                {
                    Gates = activated,
                    Recurrent = sums,
                    Before = before,
                    HiddenGrad = dh,
                    GatesGrad = dGates,
                    RecurrentGrad = dSums
                });
    }
}
