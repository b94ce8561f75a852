namespace Benchmarks;

/// <summary>Multiplications and additions that a training step can't do without; one multiply-add counts as two.</summary>
/// <remarks>
/// Only products are counted: activations, losses, optimizers and sums of biases are small beside them. A layer's forward, weight gradient
/// and input gradient take the same number, and the first layer's input needs no gradient. Products with a one-hot input are look-ups:
/// nothing. A convolution's taps that meet the padding are counted like all others.
/// </remarks>
internal static class Work
{
    /// <summary>A dense layer of <paramref name="rows"/> rows.</summary>
    public static double Dense(int rows, int inputs, int outputs, bool first = false) =>
        (first ? 2 : 3) * 2.0 * rows * inputs * outputs;

    /// <summary>A convolution to <paramref name="positions"/> outputs (height × width) in each channel.</summary>
    public static double Convolution(int images, int positions, int inputs, int outputs, int kernel, bool first = false) =>
        Dense(images * positions, inputs * kernel * kernel, outputs, first);

    /// <summary>The product with the hidden state at every step; an LSTM has four such gates, a GRU three, a plain layer one.</summary>
    public static double Recurrence(int texts, int steps, int units, int gates) => Dense(texts * steps, units, gates * units);

    /// <summary>The product of two square matrices.</summary>
    public static double Product(int size) => 2.0 * size * size * size;
}
