using ILGPU;

namespace DeepLearning.Gpu.Kernels;

/// <summary>The element-wise halves of LSTM and GRU steps; one item computes all gates of one cell.</summary>
public static class RecurrentKernels
{
    /// <summary>i, f, o = σ, g = tanh; cell = f · before + i · g; hidden = o · tanh(cell). gates [N, 4H] holds i | f | g | o.</summary>
    public static void Lstm(
        Index1D at, ArrayView<float> gates, ArrayView<float> before, ArrayView<float> cell, ArrayView<float> tanhCell,
            ArrayView<float> hidden, int width)
    {
        var gate = at / width * 4 * width + at % width;
        var i = Maths.Sigmoid(gates[gate]);
        var f = Maths.Sigmoid(gates[gate + width]);
        var g = Maths.Tanh(gates[gate + 2 * width]);
        var o = Maths.Sigmoid(gates[gate + 3 * width]);
        gates[gate] = i;
        gates[gate + width] = f;
        gates[gate + 2 * width] = g;
        gates[gate + 3 * width] = o;
        var value = f * before[at] + i * g;
        var tanh = Maths.Tanh(value);
        cell[at] = value;
        tanhCell[at] = tanh;
        hidden[at] = o * tanh;
    }

    /// <summary>Backward of <see cref="Lstm"/>.</summary>
    public static void LstmGrad(
        Index1D at, ArrayView<float> gates, ArrayView<float> before, ArrayView<float> tanhCell, ArrayView<float> hiddenGrad,
            ArrayView<float> cellGrad,
        ArrayView<float> gatesGrad, int width)
    {
        var gate = at / width * 4 * width + at % width;
        var i = gates[gate];
        var f = gates[gate + width];
        var g = gates[gate + 2 * width];
        var o = gates[gate + 3 * width];
        var tanh = tanhCell[at];
        var dHidden = hiddenGrad[at];
        var dCell = cellGrad[at] + dHidden * o * (1f - tanh * tanh);
        gatesGrad[gate] = dCell * g * i * (1f - i);
        gatesGrad[gate + width] = dCell * before[at] * f * (1f - f);
        gatesGrad[gate + 2 * width] = dCell * i * (1f - g * g);
        gatesGrad[gate + 3 * width] = dHidden * tanh * o * (1f - o);
        cellGrad[at] = dCell * f;
    }

    /// <summary>r, z = σ(input + recurrent); n = tanh(input + r · recurrent); hidden = (1 − z) · n + z · before. gates [N, 3H] holds r | z
    /// | n.</summary>
    public static void Gru(Index1D at, ArrayView<float> gates, ArrayView<float> recurrent, ArrayView<float> before,
        ArrayView<float> hidden, int width)
    {
        var gate = at / width * 3 * width + at % width;
        var r = Maths.Sigmoid(gates[gate] + recurrent[gate]);
        var z = Maths.Sigmoid(gates[gate + width] + recurrent[gate + width]);
        var n = Maths.Tanh(gates[gate + 2 * width] + r * recurrent[gate + 2 * width]);
        gates[gate] = r;
        gates[gate + width] = z;
        gates[gate + 2 * width] = n;
        hidden[at] = n + z * (before[at] - n);
    }

    /// <summary>Backward of <see cref="Gru"/>.</summary>
    public static void GruGrad(
        Index1D at, ArrayView<float> gates, ArrayView<float> recurrent, ArrayView<float> before, ArrayView<float> hiddenGrad,
            ArrayView<float> gatesGrad,
        ArrayView<float> recurrentGrad, int width)
    {
        var gate = at / width * 3 * width + at % width;
        var r = gates[gate];
        var z = gates[gate + width];
        var n = gates[gate + 2 * width];
        var dHidden = hiddenGrad[at];
        var dN = dHidden * (1f - z) * (1f - n * n);
        var dR = dN * recurrent[gate + 2 * width] * r * (1f - r);
        var dZ = dHidden * (before[at] - n) * z * (1f - z);
        gatesGrad[gate] = dR;
        gatesGrad[gate + width] = dZ;
        gatesGrad[gate + 2 * width] = dN;
        recurrentGrad[gate] = dR;
        recurrentGrad[gate + width] = dZ;
        recurrentGrad[gate + 2 * width] = dN * r;
        hiddenGrad[at] = dHidden * z;
    }
}
