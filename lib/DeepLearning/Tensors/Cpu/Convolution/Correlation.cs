using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tensors.Cpu;

/// <summary>Slides filters over images: the convolution itself, and the gradient of its input, which is one too.</summary>
internal readonly unsafe struct Correlation<TVector>(
    PaddedLayout planes, CorrelationPhase* phases, int phaseCount, int images, int outputs, int outputPlane, float* source, int sourceSize,
        float* target, float* bias)
    : IParts where TVector : unmanaged, ISimd<TVector>
{
    // A few for each thread: the memory of a part is cleared once for all its images.
    private readonly int _parts = Math.Min((images + planes.Lanes - 1) / planes.Lanes, Parallelism.Threads == 1 ? 1
        : 4 * Parallelism.Threads);

    public static void Run(ref Correlation<TVector> job) => Parallelism.Run(ref job, job._parts);

    /// <summary>Images, or blocks of as many as there are lanes.</summary>
    private int Items => (images + planes.Lanes - 1) / planes.Lanes;

    public void Run(int part)
    {
        var outputSize = outputs * outputPlane;
        var padded = Scratch.Get(Scratch.First, planes.Size + (planes.Lanes > 1 ? sourceSize * planes.Lanes : 0));
        new Span<float>(padded, planes.Size).Clear();
        for (var item = (int)((long)Items * part / _parts); item < (int)((long)Items * (part + 1) / _parts); item++)
        {
            var first = item * planes.Lanes;
            var count = Math.Min(planes.Lanes, images - first);
            planes.Fill<TVector>(source + (nint)first * sourceSize, count, padded, padded + planes.Size);
            if (planes.Lanes == 1)
            {
                Compute(padded, target + (nint)first * outputSize, outputPlane);
                continue;
            }
            var interleaved = Scratch.Get(Scratch.Second, outputSize * planes.Lanes);
            Compute(padded, interleaved, outputPlane * planes.Lanes);
            Transposer.Transpose(interleaved, planes.Lanes, outputSize, count, target + (nint)first * outputSize, outputSize);
        }
    }

    private void Compute(float* padded, float* result, nint plane)
    {
        for (var i = 0; i < phaseCount; i++)
        {
            ref readonly var phase = ref phases[i];
            if (phase.Valid == TVector.Count && phase.Step == 1) Direct(phase, padded, result, plane);
            else Aside(phase, padded, result, plane);
        }
    }

    private void Direct(in CorrelationPhase phase, float* padded, float* result, nint plane)
    {
        var (blocks, first) = (ConvolutionTiles<TVector>.Blocks(outputs), 0);
        if (outputs == 1)
            for (; first <= phase.Vectors - ConvolutionRow<TVector>.Sums; first += ConvolutionRow<TVector>.Sums)
                ConvolutionRow<TVector>.Multiply(phase.Depth, phase.Weights, phase.Taps, padded, phase.From + first, result,
                    phase.To + first, bias);
        for (var v = first; v < phase.Vectors; v += ConvolutionTiles<TVector>.Vectors)
            foreach (var (row, end) in new OutputBlocks(outputs, blocks))
                ConvolutionTiles<TVector>.Multiply(end - row, phase.Depth, phase.Weights + row * phase.Depth, phase.Taps,
                    At(padded, phase.From, v, phase.Vectors), At(result + row * plane, phase.To, v, phase.Vectors), plane,
                        bias == null ? null : bias + row);
        for (var v = 0; v < phase.JoinedVectors; v += 3)
            foreach (var (row, end) in new OutputBlocks(outputs, blocks))
                ConvolutionTiles<TVector>.MultiplyJoined(end - row, phase.Depth, phase.Weights + row * phase.Depth, phase.Taps,
                    padded, phase.Joined + v, result + row * plane, plane, bias == null ? null : bias + row);
    }

    // Three vectors from v on, the last one again where there are no more.
    private static ThreePointers At(float* data, int* offsets, int v, int count) =>
        new(data + offsets[v], data + offsets[Math.Min(v + 1, count - 1)], data + offsets[Math.Min(v + 2, count - 1)]);

    // Vectors that are not full, or whose positions are not neighbours, are computed beside the result and then put in place one by one.
    private void Aside(in CorrelationPhase phase, float* padded, float* result, nint plane)
    {
        const int Width = 3;
        var tile = stackalloc float[Width * TVector.Count * TVector.TileRows];
        var to = new ThreePointers(tile, tile + TVector.Count, tile + 2 * TVector.Count);
        var vectors = ConvolutionTiles<TVector>.Vectors;
        for (var v = 0; v < phase.Vectors; v += vectors)
            foreach (var (row, end) in new OutputBlocks(outputs, ConvolutionTiles<TVector>.Blocks(outputs)))
            {
                ConvolutionTiles<TVector>.Multiply(end - row, phase.Depth, phase.Weights + row * phase.Depth, phase.Taps,
                    At(padded, phase.From, v, phase.Vectors), to, Width * TVector.Count, bias == null ? null : bias + row);
                for (var r = row; r < end; r++)
                    for (var w = v; w < Math.Min(v + vectors, phase.Vectors); w++)
                        for (var i = 0; i < phase.Valid; i++)
                            result[r * plane + phase.To[w] + i * phase.Step] = tile[(Width * (r - row) + w - v) * TVector.Count + i];
            }
    }
}

/// <summary>A set of output positions that share their taps: all of them, or, for the gradient of a strided convolution, every
/// s-th.</summary>
internal unsafe struct CorrelationPhase
{
    /// <summary>Terms of the sum behind one output.</summary>
    public int Depth;

    /// <summary>Where each term's pixel lies, seen from the output's position.</summary>
    public int* Taps;

    /// <summary>The weights, in blocks of output channels: for each tap those of the block side by side.</summary>
    public float* Weights;

    /// <summary>Vectors of output positions.</summary>
    public int Vectors;

    /// <summary>Where each vector's input and output begin.</summary>
    public int* From, To;

    /// <summary>Vectors put together from the ends of two rows, in threes.</summary>
    public int JoinedVectors;

    /// <summary>What they are put together from.</summary>
    public RowEndsVector* Joined;

    /// <summary>How many positions of a vector count.</summary>
    public int Valid;

    /// <summary>How far apart its positions lie in the output.</summary>
    public int Step;
}
