using DeepLearning.Tensors.Cpu;

namespace DeepLearning.Analysis;

/// <summary>How the points of a map push each other apart: <c>Rᵢ = Σⱼ wᵢⱼ² (yᵢ − yⱼ)</c> and <c>Z = Σᵢ Σⱼ≠ᵢ wᵢⱼ</c> with <c>wᵢⱼ = 1 / (1 +
/// |yᵢ − yⱼ|²)</c>.</summary>
/// <remarks>
/// After Barnes and Hut (1986): a square that is small against its distance counts as one heavy point at its centre of mass. All points of
/// a leaf share one list of
/// such squares, made for the nearest place of the leaf's bounding box, so that the walk is done once for many points and the sums run
/// over whole vectors. The
/// vectors always have eight elements and every leaf has sums of its own, added in the order of the leaves: neither the machine nor the
/// number of threads
/// changes the order of a sum.
/// </remarks>
internal sealed class Repulsion(int points)
{
    private const int LeavesPerPart = 16;

    private readonly QuadTree _tree = new(points);
    private readonly float[] _forceX = new float[points];
    private readonly float[] _forceY = new float[points];
    private double[] _sums = [];

    /// <summary>The forces Rᵢ, which are written, and Z, which is returned.</summary>
    /// <param name="x">First coordinate of each point.</param>
    /// <param name="y">Second coordinate of each point.</param>
    /// <param name="theta">The largest side of a square, as a share of its distance, that still counts as one point; 0 is exact.</param>
    /// <param name="forceX">First coordinate of each force.</param>
    /// <param name="forceY">Second coordinate of each force.</param>
    public double Compute(float[] x, float[] y, float theta, float[] forceX, float[] forceY)
    {
        _tree.Build(x, y);
        var leaves = _tree.Leaves.Count;
        if (_sums.Length < leaves) _sums = new double[Math.Max(leaves, 2 * _sums.Length)];
        var job = new Leaves(this, theta * theta);
        Parallelism.Run(ref job, (leaves + LeavesPerPart - 1) / LeavesPerPart);
        for (var place = 0; place < x.Length; place++)
        {
            var i = _tree.Order[place];
            (forceX[i], forceY[i]) = (_forceX[place], _forceY[place]);
        }
        // Each point met itself once, with w = 1 and no force.
        return _sums.AsSpan(0, leaves).ToArray().Sum() - x.Length;
    }

    private void ComputeLeaf(int leaf, float thetaSquared, InteractionList list)
    {
        var cells = _tree.CellSpan;
        var own = cells[_tree.Leaves[leaf]];
        var (first, end) = (own.First, own.First + (int)own.Count);
        var xs = _tree.X.AsSpan(first, end - first);
        var ys = _tree.Y.AsSpan(first, end - first);
        var box = (Left: Smallest(xs), Right: Largest(xs), Bottom: Smallest(ys), Top: Largest(ys));
        list.Clear();
        for (var i = 0; i < cells.Length;)
        {
            ref readonly var cell = ref cells[i];
            var dx = Math.Max(0, Math.Max(box.Left - cell.X, cell.X - box.Right));
            var dy = Math.Max(0, Math.Max(box.Bottom - cell.Y, cell.Y - box.Top));
            var isLeaf = cell.Next == i + 1;
            if (cell.SideSquared < thetaSquared * (dx * dx + dy * dy)) list.Add(cell.X, cell.Y, cell.Count);
            else if (isLeaf) list.AddAll(_tree, cell.First, (int)cell.Count);
            else
            {
                i++;
                continue;
            }
            i = cell.Next;
        }
        list.Pad();
        var sum = 0.0;
        for (var place = first; place < end; place++)
            sum += list.Push(_tree.X[place], _tree.Y[place], out _forceX[place], out _forceY[place]);
        _sums[leaf] = sum;
    }

    private static float Smallest(ReadOnlySpan<float> values)
    {
        var smallest = values[0];
        foreach (var value in values) smallest = Math.Min(smallest, value);
        return smallest;
    }

    private static float Largest(ReadOnlySpan<float> values)
    {
        var largest = values[0];
        foreach (var value in values) largest = Math.Max(largest, value);
        return largest;
    }

    private readonly struct Leaves(Repulsion repulsion, float thetaSquared) : IParts
    {
        public void Run(int part)
        {
            var list = InteractionList.OfThisThread;
            var end = Math.Min((part + 1) * LeavesPerPart, repulsion._tree.Leaves.Count);
            for (var leaf = part * LeavesPerPart; leaf < end; leaf++) repulsion.ComputeLeaf(leaf, thetaSquared, list);
        }
    }
}
