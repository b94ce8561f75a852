namespace DeepLearning.Tensors.Cpu;

/// <summary>The sizes of a convolution.</summary>
internal readonly record struct ConvolutionShape(
    int Images, int Channels, int Height, int Width, int Outputs, int FilterHeight, int FilterWidth, int Stride, int Padding)
{
    public int OutputHeight => (Height + 2 * Padding - FilterHeight) / Stride + 1;

    public int OutputWidth => (Width + 2 * Padding - FilterWidth) / Stride + 1;

    public int InputSize => Channels * Height * Width;

    public int OutputSize => Outputs * OutputHeight * OutputWidth;

    /// <summary>Terms of the sum behind one output.</summary>
    public int Taps => Channels * FilterHeight * FilterWidth;
}
