using DeepLearning.Tensors;
using DeepLearning.Tensors.Cpu;

namespace DeepLearning.Analysis;

/// <summary>For each of N points its K nearest others, and their squared distances.</summary>
/// <remarks>
/// All pairs are looked at, a block of rows at a time: |a − b|² = |a|² + |b|² − 2ab, and the products ab of a block with everything are
/// one matrix product. Which
/// are the nearest is decided by these; their distances are then worked out from the differences, which lose no digits.
/// </remarks>
internal sealed class NearestNeighbors
{
    private const int BlockRows = 256;

    private NearestNeighbors(int count, int[] indices, double[] squared) => (Count, Indices, SquaredDistances) = (count, indices, squared);

    /// <summary>K.</summary>
    public int Count { get; }

    /// <summary>N · K numbers of points.</summary>
    public int[] Indices { get; }

    /// <summary>N · K squared distances.</summary>
    public double[] SquaredDistances { get; }

    /// <summary>Finds them among the rows of <paramref name="data"/> [N, D]; <paramref name="count"/> is less than N.</summary>
    public static NearestNeighbors Of(Tensor data, int count)
    {
        // Numbers far from the origin would lose digits in the products.
        var x = data.Detach() - data.Detach().Mean(0, keepAxis: true);
        var (rows, width) = (x.Shape[0], x.Shape[1]);
        var values = x.ToArray();
        var norms = x.Square().Sum(1).ToArray();
        var result = new NearestNeighbors(count, new int[rows * count], new double[rows * count]);
        for (var first = 0; first < rows; first += BlockRows)
        {
            using var scope = new TensorScope();
            var products = x.Rows(first, Math.Min(rows, first + BlockRows)).MatMul(x, transposeOther: true);
            var job = new Block(result, first, products.ToArray(), norms, values, width);
            Parallelism.Run(ref job, products.Shape[0]);
        }
        return result;
    }

    private void Select(int row, ReadOnlySpan<float> products, float[] norms, float[] values, int width)
    {
        var nearest = new PriorityQueue<int, float>(Count + 1, Comparer<float>.Create(static (a, b) => b.CompareTo(a)));
        var bound = float.PositiveInfinity;
        for (var other = 0; other < norms.Length; other++)
        {
            var distance = norms[other] - 2 * products[other];
            if (distance >= bound || other == row) continue;
            nearest.Enqueue(other, distance);
            if (nearest.Count > Count) nearest.Dequeue();
            if (nearest.Count == Count && nearest.TryPeek(out _, out var largest)) bound = largest;
        }
        var own = Indices.AsSpan(row * Count, Count);
        for (var k = 0; k < Count; k++) own[k] = nearest.Dequeue();
        own.Sort();
        for (var k = 0; k < Count; k++)
            SquaredDistances[row * Count + k] = Squared(values.AsSpan(row * width, width), values.AsSpan(own[k] * width, width));
    }

    private static double Squared(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++) sum += ((double)a[i] - b[i]) * ((double)a[i] - b[i]);
        return sum;
    }

    private readonly struct Block(NearestNeighbors result, int first, float[] products, float[] norms, float[] values, int width) : IParts
    {
        public void Run(int part) => result.Select(first + part, products.AsSpan(part * norms.Length, norms.Length), norms, values, width);
    }
}
