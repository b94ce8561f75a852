namespace DeepLearning.Tensors.Cpu;

internal sealed partial class CpuBackend<TVector>
{
    public override void LstmStep(Tensor gates, Tensor cellBefore, Tensor cell, Tensor tanhCell, Tensor hidden)
    {
        var (rows, width) = (cell.Shape[0], cell.Shape[1]);
        var gateValues = Values(gates);
        var before = Values(cellBefore);
        var cells = Values(cell);
        var tanhs = Values(tanhCell);
        var hiddens = Values(hidden);
        for (var row = 0; row < rows; row++)
        {
            var gate = gateValues.Slice(row * 4 * width, 4 * width);
            for (var k = 0; k < width; k++)
            {
                var at = row * width + k;
                var i = gate[k] = 1 / (1 + MathF.Exp(-gate[k]));
                var f = gate[width + k] = 1 / (1 + MathF.Exp(-gate[width + k]));
                var g = gate[2 * width + k] = MathF.Tanh(gate[2 * width + k]);
                var o = gate[3 * width + k] = 1 / (1 + MathF.Exp(-gate[3 * width + k]));
                cells[at] = f * before[at] + i * g;
                tanhs[at] = MathF.Tanh(cells[at]);
                hiddens[at] = o * tanhs[at];
            }
        }
    }

    public override void LstmStepGrad(Tensor gates, Tensor cellBefore, Tensor tanhCell, Tensor hiddenGrad, Tensor cellGrad, Tensor gatesGrad)
    {
        var (rows, width) = (cellBefore.Shape[0], cellBefore.Shape[1]);
        var gateValues = Values(gates);
        var before = Values(cellBefore);
        var tanhs = Values(tanhCell);
        var hiddenGrads = Values(hiddenGrad);
        var cellGrads = Values(cellGrad);
        var grads = Values(gatesGrad);
        for (var row = 0; row < rows; row++)
        {
            var gate = gateValues.Slice(row * 4 * width, 4 * width);
            var grad = grads.Slice(row * 4 * width, 4 * width);
            for (var k = 0; k < width; k++)
            {
                var at = row * width + k;
                var (i, f, g, o) = (gate[k], gate[width + k], gate[2 * width + k], gate[3 * width + k]);
                var dCell = cellGrads[at] + hiddenGrads[at] * o * (1 - tanhs[at] * tanhs[at]);
                grad[k] = dCell * g * i * (1 - i);
                grad[width + k] = dCell * before[at] * f * (1 - f);
                grad[2 * width + k] = dCell * i * (1 - g * g);
                grad[3 * width + k] = hiddenGrads[at] * tanhs[at] * o * (1 - o);
                cellGrads[at] = dCell * f;
            }
        }
    }

    public override void GruStep(Tensor gates, Tensor recurrent, Tensor hiddenBefore, Tensor hidden)
    {
        var (rows, width) = (hidden.Shape[0], hidden.Shape[1]);
        var gateValues = Values(gates);
        var sums = Values(recurrent);
        var before = Values(hiddenBefore);
        var hiddens = Values(hidden);
        for (var row = 0; row < rows; row++)
        {
            var gate = gateValues.Slice(row * 3 * width, 3 * width);
            var sum = sums.Slice(row * 3 * width, 3 * width);
            for (var k = 0; k < width; k++)
            {
                var at = row * width + k;
                var r = gate[k] = 1 / (1 + MathF.Exp(-gate[k] - sum[k]));
                var z = gate[width + k] = 1 / (1 + MathF.Exp(-gate[width + k] - sum[width + k]));
                var n = gate[2 * width + k] = MathF.Tanh(gate[2 * width + k] + r * sum[2 * width + k]);
                hiddens[at] = (1 - z) * n + z * before[at];
            }
        }
    }

    public override void GruStepGrad(Tensor gates, Tensor recurrent, Tensor hiddenBefore, Tensor hiddenGrad, Tensor gatesGrad, Tensor recurrentGrad)
    {
        var (rows, width) = (hiddenBefore.Shape[0], hiddenBefore.Shape[1]);
        var gateValues = Values(gates);
        var sums = Values(recurrent);
        var before = Values(hiddenBefore);
        var hiddenGrads = Values(hiddenGrad);
        var grads = Values(gatesGrad);
        var sumGrads = Values(recurrentGrad);
        for (var row = 0; row < rows; row++)
        {
            var start = row * 3 * width;
            for (var k = 0; k < width; k++)
            {
                var (at, atR, atZ, atN) = (row * width + k, start + k, start + width + k, start + 2 * width + k);
                var (r, z, n, dHidden) = (gateValues[atR], gateValues[atZ], gateValues[atN], hiddenGrads[at]);
                var dN = dHidden * (1 - z) * (1 - n * n);
                var dR = dN * sums[atN] * r * (1 - r);
                var dZ = dHidden * (before[at] - n) * z * (1 - z);
                (grads[atR], grads[atZ], grads[atN]) = (dR, dZ, dN);
                (sumGrads[atR], sumGrads[atZ], sumGrads[atN]) = (dR, dZ, dN * r);
                hiddenGrads[at] = dHidden * z;
            }
        }
    }
}
