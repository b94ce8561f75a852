using DeepLearning.Recurrent;
using DeepLearning.Tensors;

namespace DeepLearning.Modules;

/// <summary>Plain recurrent network, <c>h = tanh(W_ih x + b_ih + W_hh h_before + b_hh)</c>.</summary>
/// <remarks>Input [N, T, In]; output [N, T, H]. Source: Elman (1990).</remarks>
public sealed class Rnn(int inputs, int width, int layers = 1) : RecurrentModule(inputs, width, layers, gates: 1)
{
    private protected override RecurrentSequence Sequence(Tensor input, RecurrentWeights weights, Tensor hidden, Tensor cell) =>
        new RnnSequence(input, weights, hidden);
}

/// <summary>Gated recurrent unit: two gates decide how much of the past is read and how much is kept.</summary>
/// <remarks>Input [N, T, In]; output [N, T, H]; gates in the order r | z | n. Source: Cho et al. (2014).</remarks>
public sealed class Gru(int inputs, int width, int layers = 1) : RecurrentModule(inputs, width, layers, gates: 3)
{
    private protected override RecurrentSequence Sequence(Tensor input, RecurrentWeights weights, Tensor hidden, Tensor cell) =>
        new GruSequence(input, weights, hidden);
}

/// <summary>Long short-term memory: a cell state that is written, kept and read through gates.</summary>
/// <remarks>Input [N, T, In]; output [N, T, H]; gates in the order i | f | g | o. Source: Hochreiter and Schmidhuber (1997).</remarks>
public sealed class Lstm(int inputs, int width, int layers = 1) : RecurrentModule(inputs, width, layers, gates: 4)
{
    private protected override RecurrentSequence Sequence(Tensor input, RecurrentWeights weights, Tensor hidden, Tensor cell) =>
        new LstmSequence(input, weights, hidden, cell);
}
