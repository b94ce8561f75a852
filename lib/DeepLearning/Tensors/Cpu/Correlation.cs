using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tensors.Cpu;

/// <summary>Slides filters over images: the convolution itself, and the gradient of its input, which is one too.</summary>
internal readonly unsafe struct Correlation<TVector>(
    Planes planes, CorrelationPhase* phases, int phaseCount, int images, int outputs, int outputPlane, float* source, int sourceSize, float* target, float* bias)
    : IParts where TVector : unmanaged, ISimd<TVector>
{
    // A few for each thread: the memory of a part is cleared once for all its images.
    private readonly int _parts = Math.Min((images + planes.Lanes - 1) / planes.Lanes, Parallelism.Threads == 1 ? 1 : 4 * Parallelism.Threads);

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
                ConvolutionRow<TVector>.Multiply(phase.Depth, phase.Weights, phase.Taps, padded, phase.From + first, result, phase.To + first, bias);
        for (var v = first; v < phase.Vectors; v += 2)
        {
            var w = Math.Min(v + 1, phase.Vectors - 1);
            for (var (block, row) = (0, 0); block < blocks; block++)
            {
                var end = (block + 1) * outputs / blocks;
                ConvolutionTiles<TVector>.Multiply(end - row, phase.Depth, phase.Weights + row * phase.Depth, phase.Taps,
                    padded + phase.From[v], padded + phase.From[w], result + row * plane + phase.To[v], result + row * plane + phase.To[w], plane,
                    bias == null ? null : bias + row);
                row = end;
            }
        }
        for (var v = 0; v < phase.JoinedVectors; v += 3)
            foreach (var (row, end) in new OutputBlocks(outputs, blocks))
                ConvolutionTiles<TVector>.MultiplyJoined(end - row, phase.Depth, phase.Weights + row * phase.Depth, phase.Taps,
                    padded, phase.Joined + v, result + row * plane, plane, bias == null ? null : bias + row);
    }

    // Vectors that are not full, or whose positions are not neighbours, are computed beside the result and then put in place one by one.
    private void Aside(in CorrelationPhase phase, float* padded, float* result, nint plane)
    {
        var tile = stackalloc float[2 * TVector.Count * TVector.TileRows];
        var blocks = ConvolutionTiles<TVector>.Blocks(outputs);
        for (var v = 0; v < phase.Vectors; v += 2)
        {
            var w = Math.Min(v + 1, phase.Vectors - 1);
            for (var (block, row) = (0, 0); block < blocks; block++)
            {
                var end = (block + 1) * outputs / blocks;
                ConvolutionTiles<TVector>.Multiply(end - row, phase.Depth, phase.Weights + row * phase.Depth, phase.Taps,
                    padded + phase.From[v], padded + phase.From[w], tile, tile + TVector.Count, 2 * TVector.Count, bias == null ? null : bias + row);
                for (var r = row; r < end; r++)
                    for (var i = 0; i < phase.Valid; i++)
                    {
                        result[r * plane + phase.To[v] + i * phase.Step] = tile[2 * (r - row) * TVector.Count + i];
                        result[r * plane + phase.To[w] + i * phase.Step] = tile[(2 * (r - row) + 1) * TVector.Count + i];
                    }
                row = end;
            }
        }
    }
}
