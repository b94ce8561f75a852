using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tensors.Cpu;

/// <summary>Convolution, and the gradients of its input and its filters.</summary>
internal static unsafe class Convolution<TVector> where TVector : unmanaged, ISimd<TVector>
{
    /// <summary>Floats that a block of interleaved images may take, half of a usual second-level cache.</summary>
    private const int BlockFloats = 128 * 1024;

    public static void Forward(ConvolutionShape s, float* input, float* filters, float* bias, float* result)
    {
        var lanes = Lanes(s.Images, s.OutputWidth, s.InputSize, s.Stride, TVector.Count);
        var planes = InputPlanes(s, lanes);
        var vectors = VectorsPerRow(s.OutputWidth, lanes, TVector.Count) * s.OutputHeight;
        var arena = new Arena(Scratch.Get(Scratch.Tables, 2 * s.Taps + s.Taps * s.Outputs + CorrelationOffsets<TVector>.Floats(vectors)));
        var phase = new CorrelationPhase { Depth = s.Taps, Taps = arena.Ints(s.Taps), Weights = arena.Floats(s.Taps * s.Outputs) };
        InputTaps(s, planes, phase.Taps);
        var weights = phase.Weights;
        foreach (var (start, end) in new OutputBlocks(s.Outputs, ConvolutionTiles<TVector>.Blocks(s.Outputs)))
            for (var k = 0; k < s.Taps; k++)
                for (var o = start; o < end; o++) *weights++ = filters[o * s.Taps + k];
        CorrelationOffsets<TVector>.Add(ref phase, ref arena, vectors, planes, s.Outputs,
            new(0, s.OutputHeight, 0, s.OutputWidth, s.Stride, 0, 0, 1, s.OutputWidth));
        var job = new Correlation<TVector>(
            planes, &phase, 1, s.Images, s.Outputs, s.OutputHeight * s.OutputWidth, input, s.InputSize, result, bias);
        Correlation<TVector>.Run(ref job);
    }

    /// <summary>Input pixel s·u + a − padding gets Σ outputGrad[u − t] · filter[s·t + a]: for each remainder a (and b, along the row), a
    /// convolution of
    /// stride 1 with every s-th tap, turned around.</summary>
    public static void InputGrad(ConvolutionShape s, float* outputGrad, float* filters, float* inputGrad)
    {
        var lanes = Lanes(s.Images, s.Width / s.Stride, Math.Max(s.InputSize, s.OutputSize), s.Stride, TVector.Count);
        var (before, right) = ((s.FilterHeight - 1) / s.Stride, (s.FilterWidth - 1) / s.Stride);
        before = Math.Max(before, right);
        var planes = new PaddedLayout(s.Outputs, s.OutputHeight, s.OutputWidth, before,
            before + 1 + Math.Max(s.OutputHeight - 1, (s.Height - 1 + s.Padding) / s.Stride),
            before + 1 + Math.Max(s.OutputWidth - 1, (s.Width - 1 + s.Padding) / s.Stride), 1, lanes);
        var count = s.Stride * s.Stride;
        var depth = s.Outputs * (before + 1) * (before + 1);
        var vectors = (VectorsPerRow(s.Width / s.Stride + 1, lanes, TVector.Count) + 1) * (s.Height / s.Stride + 1);
        var arena = new Arena(Scratch.Get(Scratch.Tables,
            (nint)count * (depth * (1 + s.Channels) + CorrelationOffsets<TVector>.Floats(vectors))));
        var phases = stackalloc CorrelationPhase[count];
        for (var i = 0; i < count; i++)
        {
            var (a, b) = (i / s.Stride, i % s.Stride);
            var phase = new CorrelationPhase { Taps = arena.Ints(depth), Weights = arena.Floats(depth * s.Channels) };
            for (var o = 0; o < s.Outputs; o++)
                for (var t = 0; a + t * s.Stride < s.FilterHeight; t++)
                    for (var r = 0; b + r * s.Stride < s.FilterWidth; r++)
                        phase.Taps[phase.Depth++] = planes.Offset(o, before - t, before - r);
            PackTurned(s, filters, a, b, phase.Weights);
            var (top, left) = (Math.Max(0, (s.Padding - a + s.Stride - 1) / s.Stride),
                Math.Max(0, (s.Padding - b + s.Stride - 1) / s.Stride));
            CorrelationOffsets<TVector>.Add(ref phase, ref arena, vectors, planes, s.Channels,
                new(top, Rows(s.Height, a), left, Rows(s.Width, b), 1, a - s.Padding, b - s.Padding, s.Stride, s.Width));
            phases[i] = phase;
        }
        var job = new Correlation<TVector>(planes, phases, count, s.Images, s.Channels, s.Height * s.Width, outputGrad, s.OutputSize,
            inputGrad, null);
        Correlation<TVector>.Run(ref job);

        // The first u whose pixel lies behind the last one.
        int Rows(int length, int remainder) => (length + s.Padding - remainder + s.Stride - 1) / s.Stride;
    }

    private static void PackTurned(ConvolutionShape s, float* filters, int a, int b, float* target)
    {
        foreach (var (start, end) in new OutputBlocks(s.Channels, ConvolutionTiles<TVector>.Blocks(s.Channels)))
            for (var o = 0; o < s.Outputs; o++)
                for (var i = a; i < s.FilterHeight; i += s.Stride)
                    for (var j = b; j < s.FilterWidth; j += s.Stride)
                        for (var c = start; c < end; c++) *target++ = filters[((o * s.Channels + c) * s.FilterHeight + i) * s.FilterWidth +
                            j];
    }

    /// <summary>The padded input of the convolution.</summary>
    public static PaddedLayout InputPlanes(ConvolutionShape s, int lanes) => new(
        s.Channels, s.Height, s.Width, s.Padding, s.Height + 2 * s.Padding, s.Width + 2 * s.Padding, lanes == 1 ? s.Stride : 1, lanes);

    /// <summary>Where the pixels of the taps lie, seen from an output's position.</summary>
    public static void InputTaps(ConvolutionShape s, PaddedLayout planes, int* taps)
    {
        for (var c = 0; c < s.Channels; c++)
            for (var i = 0; i < s.FilterHeight; i++)
                for (var j = 0; j < s.FilterWidth; j++) *taps++ = planes.Offset(c, i, j);
    }

    /// <summary>Images to interleave: none where rows fill vectors well, two vectors where they don't and there are enough
    /// images.</summary>
    public static int Lanes(int images, int width, int imageSize, int stride, int vector)
    {
        var lanes = 2 * vector;
        if (vector == 1 || (long)imageSize * lanes > BlockFloats) return 1;
        var along = (double)width / (vector * ((width + vector - 1) / vector));
        var across = (double)images / (lanes * ((images + lanes - 1) / lanes));
        // Turning the images around and back costs about a quarter; rows shorter than a vector have to be put in place one by one, and a
        // stride sorts
        // the pixels of a row into several.
        return across > (width < vector || stride > 1 ? 0.5 : 1.25) * along ? lanes : 1;
    }

    /// <summary>Vectors that cover a row of outputs.</summary>
    public static int VectorsPerRow(int width, int lanes, int vector) => lanes > 1 ? 2 * width : (width + vector - 1) / vector;
}

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

/// <summary>Splits channels into blocks of nearly equal size.</summary>
internal struct OutputBlocks(int channels, int blocks)
{
    private int _block = -1;

    public readonly (int Start, int End) Current => (_block * channels / blocks, (_block + 1) * channels / blocks);

    public bool MoveNext() => ++_block < blocks;

    public readonly OutputBlocks GetEnumerator() => this;
}
