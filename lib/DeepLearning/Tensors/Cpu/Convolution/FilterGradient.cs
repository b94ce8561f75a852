using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tensors.Cpu;

/// <summary>The gradient of a convolution's filters: each weight meets every position of every image.</summary>
/// <remarks>The images are cut into groups by their number alone. A group has sums of its own, which are added in the order of the groups,
/// so that the
/// result is the same however many threads there are. And every sum is sixteen partial sums, side by side: vectors of eight work on one
/// half of them
/// after the other, so that the result is the same at every width.</remarks>
internal readonly unsafe struct FilterGradient<TVector>(
    ConvolutionShape s, PaddedLayout planes, int groups, int* taps, int* positions, float* input, float* outputGrad, float* sums,
        double* biasSums)
    : IParts where TVector : unmanaged, ISimd<TVector>
{
    /// <summary>The partial sums of a weight, and the positions that they meet at once.</summary>
    private const int Partial = Sums<TVector>.Lanes;

    private const int MostGroups = 8;
    private const long SumFloats = 5 << 17;

    /// <summary>Runs of positions for which it is worth to load and store the sums.</summary>
    private const int LeastVectors = 32;

    /// <summary>Floats of the images worked on at a time, a part of the second-level cache.</summary>
    private const int PassFloats = 256 * 1024;

    public static void Run(ConvolutionShape s, float* input, float* outputGrad, float* filterGrad, float* biasGrad, bool accumulate)
    {
        var lanes = Convolution<TVector>.Lanes(s.Images, s.OutputWidth, Math.Max(s.InputSize, s.OutputSize), stride: 1, Partial);
        var planes = Convolution<TVector>.InputPlanes(s, lanes);
        var items = (s.Images + lanes - 1) / lanes;
        var weights = s.Outputs * s.Taps;
        // A power of two, so that two or four threads share them evenly.
        var groups = Math.Min(items, 1 << int.Log2((int)Math.Clamp(SumFloats / ((long)weights * Partial), 2, MostGroups)));
        var vectors = Convolution<TVector>.VectorsPerRow(s.OutputWidth, lanes, Partial) * s.OutputHeight;
        var arena = new Arena(Scratch.Get(Scratch.Tables, s.Taps + vectors + (nint)groups * weights * Partial));
        var (taps, positions, sums) = ((nint)arena.Ints(s.Taps), (nint)arena.Ints(vectors), (nint)arena.Floats(0));
        var biasSums = stackalloc double[groups * s.Outputs];
        new Span<double>(biasSums, groups * s.Outputs).Clear();
        Convolution<TVector>.InputTaps(s, planes, (int*)taps);
        for (var (v, row) = (0, 0); row < s.OutputHeight; row++)
            for (var i = 0; i < vectors / s.OutputHeight; i++)
                ((int*)positions)[v++] = lanes > 1
                    ? planes.Position(row, i / 2, s.Stride) + i % 2 * Partial
                    : planes.Position(row, i * Partial, s.Stride);

        var job = new FilterGradient<TVector>(s, planes, groups, (int*)taps, (int*)positions, input, outputGrad, (float*)sums, biasSums);
        Parallelism.Run(ref job, groups);
        job.Collect(filterGrad, biasGrad, accumulate);
    }

    private int Lanes => planes.Lanes;

    private int Items => (s.Images + Lanes - 1) / Lanes;

    private int Vectors => Convolution<TVector>.VectorsPerRow(s.OutputWidth, Lanes, Partial) * s.OutputHeight;

    public void Run(int group)
    {
        var (first, end) = ((int)((long)Items * group / groups), (int)((long)Items * (group + 1) / groups));
        var weights = s.Outputs * s.Taps;
        var own = sums + (nint)group * weights * Partial;
        new Span<float>(own, weights * Partial).Clear();

        var length = Vectors * Partial;
        var pass = Math.Clamp(PassFloats / (planes.Size + s.Outputs * length), 1,
            Math.Min(end - first, (LeastVectors + Vectors - 1) / Vectors));
        var arena = new Arena(Scratch.Get(Scratch.First,
            (nint)pass * (planes.Size + s.Outputs * length + Vectors) + (Lanes > 1 ? s.InputSize * Lanes : 0)));
        var padded = arena.Floats(pass * planes.Size);
        var grads = arena.Floats(pass * s.Outputs * length);
        var offsets = arena.Ints(pass * Vectors);
        var spare = arena.Floats(0);
        new Span<float>(padded, pass * (planes.Size + s.Outputs * length)).Clear();
        for (var i = 0; i < pass; i++)
            for (var v = 0; v < Vectors; v++) offsets[i * Vectors + v] = i * planes.Size + positions[v];

        for (var item = first; item < end; item += pass)
        {
            var count = Math.Min(pass, end - item);
            for (var i = 0; i < count; i++)
            {
                var image = (item + i) * Lanes;
                var present = Math.Min(Lanes, s.Images - image);
                planes.Fill<TVector>(input + (nint)image * s.InputSize, present, padded + i * planes.Size, spare);
                FillGrads(outputGrad + (nint)image * s.OutputSize, present, grads + i * length, pass * length);
            }
            for (var o = 0; o < s.Outputs; o++)
                biasSums[group * s.Outputs + o] += Sums<TVector>.Sum(grads + (nint)o * pass * length, count * length);
            Accumulate(count * Vectors, grads, pass * length, padded, offsets, own);
        }
    }

    // A channel's gradients as whole vectors, in the order of the positions; zeros at the ends of rows that don't fill one.
    private void FillGrads(float* images, int count, float* target, nint plane)
    {
        var (height, width) = (s.OutputHeight, s.OutputWidth);
        var size = height * width;
        if (Lanes > 1)
        {
            for (var o = 0; o < s.Outputs; o++)
            {
                if (count < Lanes) new Span<float>(target + o * plane, size * Lanes).Clear();
                Transposer.Transpose(images + (nint)o * size, s.OutputSize, count, size, target + o * plane, Lanes);
            }
            return;
        }
        var padded = Vectors / height * Partial;
        for (var o = 0; o < s.Outputs; o++) Packing<TVector>.CopyRows(images + (nint)o * size, width, target + o * plane, padded, height,
            width);
    }

    private void Accumulate(int vectors, float* grads, nint plane, float* padded, int* offsets, float* own)
    {
        // The gradients of a block stay in the first-level cache for all taps.
        foreach (var (start, end) in new OutputBlocks(s.Outputs,
            (s.Outputs + ConvolutionTiles<TVector>.RowsOfThree - 1) / ConvolutionTiles<TVector>.RowsOfThree))
            for (var part = 0; part < Partial; part += TVector.Count)
                Accumulate(start, end, vectors, grads + part, plane, padded + part, offsets, own + part);
    }

    // The outputs from start to end, and as many of the partial sums as a vector holds.
    private void Accumulate(int start, int end, int vectors, float* grads, nint plane, float* padded, int* offsets, float* own)
    {
        var first = 0;
        if (s.Outputs == 1)
            for (; first <= s.Taps - ConvolutionRow<TVector>.Sums; first += ConvolutionRow<TVector>.Sums)
                ConvolutionRow<TVector>.FilterGrad(vectors, grads, padded, taps + first, offsets, own + (nint)first * Partial);
        for (var tap = first; tap < s.Taps; tap += 3)
            ConvolutionTiles<TVector>.FilterGrad(end - start, Math.Min(3, s.Taps - tap), vectors, grads + start * plane, plane, padded,
                taps + tap,
                offsets, own + ((nint)start * s.Taps + tap) * Partial, (nint)s.Taps * Partial);
    }

    private void Collect(float* filterGrad, float* biasGrad, bool accumulate)
    {
        var weights = s.Outputs * s.Taps;
        for (var g = 1; g < groups; g++)
            Map<TVector>.Range(default(AddFunction), sums, sums + (nint)g * weights * Partial, sums, weights * Partial);
        for (var i = 0; i < weights; i++) filterGrad[i] = (accumulate ? filterGrad[i] : 0) + Sums<TVector>.SumLanes(sums +
            (nint)i * Partial);
        if (biasGrad == null) return;
        for (var o = 0; o < s.Outputs; o++)
        {
            double total = accumulate ? biasGrad[o] : 0;
            for (var g = 0; g < groups; g++) total += biasSums[g * s.Outputs + o];
            biasGrad[o] = (float)total;
        }
    }
}
