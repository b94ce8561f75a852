using System.Runtime.InteropServices;

namespace DeepLearning.Analysis;

/// <summary>A square that holds points: how many, where their centre of mass lies, and where to go on.</summary>
/// <param name="X">Centre of mass.</param>
/// <param name="Y">Centre of mass.</param>
/// <param name="Count">The number of points.</param>
/// <param name="SideSquared">The side of the square, squared.</param>
/// <param name="First">The first of its points in the tree's order.</param>
/// <param name="Next">The cell after all that lie in this one; the one right behind it if this is a leaf.</param>
internal readonly record struct Cell(float X, float Y, float Count, float SideSquared, int First, int Next);

/// <summary>Points of the plane in squares within squares.</summary>
/// <remarks>
/// Points are put in the order of a Z-shaped curve (Morton 1966), which visits one quarter of a square after the other, down to the
/// smallest: so the points of
/// every square lie in a row, and the tree is cut out of the sorted order. Cells are listed outermost first, each followed by what lies in
/// it, so that a walk needs
/// no stack: go to the next cell to enter, to <see cref="Cell.Next"/> to pass by.
/// </remarks>
internal sealed class QuadTree(int points)
{
    /// <summary>A square of no more points is a leaf: its points are looked at one by one.</summary>
    public const int LeafSize = 16;

    private const int Levels = 16;

    private readonly ulong[] _keys = new ulong[points];
    private readonly List<Cell> _cells = [];
    private readonly List<int> _leaves = [];
    private double _side;

    /// <summary>All cells, outermost first.</summary>
    public IReadOnlyList<Cell> Cells => _cells;

    /// <summary>All cells, for the walk.</summary>
    public ReadOnlySpan<Cell> CellSpan => CollectionsMarshal.AsSpan(_cells);

    /// <summary>The places in <see cref="Cells"/> of those that are not divided further.</summary>
    public IReadOnlyList<int> Leaves => _leaves;

    /// <summary>For each place in the tree's order, the number of the point.</summary>
    public int[] Order { get; } = new int[points];

    /// <summary>Coordinates in the tree's order.</summary>
    public float[] X { get; } = new float[points];

    /// <inheritdoc cref="X"/>
    public float[] Y { get; } = new float[points];

    /// <summary>Sorts the points into squares anew.</summary>
    public void Build(float[] x, float[] y)
    {
        var (left, right, bottom, top) = (x.Min(), x.Max(), y.Min(), y.Max());
        _side = Math.Max(Math.Max(right - left, top - bottom), 1e-30f);
        var scale = ((1 << Levels) - 1) / _side;
        for (var i = 0; i < _keys.Length; i++)
        {
            var code = Spread((uint)((x[i] - left) * scale)) | Spread((uint)((y[i] - bottom) * scale)) << 1;
            _keys[i] = (ulong)code << 32 | (uint)i;
        }
        Array.Sort(_keys);
        for (var place = 0; place < _keys.Length; place++)
        {
            var i = (int)(uint)_keys[place];
            (Order[place], X[place], Y[place]) = (i, x[i], y[i]);
        }
        _cells.Clear();
        _leaves.Clear();
        Divide(0, _keys.Length, 0);
    }

    // Adds the square of these places, and all that lie in it; returns the sums of their coordinates.
    private (double X, double Y) Divide(int first, int end, int level)
    {
        var cell = _cells.Count;
        _cells.Add(default);
        var (sumX, sumY) = (0.0, 0.0);
        if (end - first <= LeafSize || level == Levels)
        {
            _leaves.Add(cell);
            for (var place = first; place < end; place++) (sumX, sumY) = (sumX + X[place], sumY + Y[place]);
        }
        else
        {
            var shift = 32 + 2 * (Levels - 1 - level);
            for (var start = first; start < end;)
            {
                var quarter = _keys[start] >> shift;
                var stop = FirstBeyond(quarter, shift, start, end);
                var (x, y) = Divide(start, stop, level + 1);
                (sumX, sumY, start) = (sumX + x, sumY + y, stop);
            }
        }
        var side = _side / (1 << level);
        var count = end - first;
        _cells[cell] = new((float)(sumX / count), (float)(sumY / count), count, (float)(side * side), first, _cells.Count);
        return (sumX, sumY);
    }

    private int FirstBeyond(ulong quarter, int shift, int start, int end)
    {
        while (start < end)
        {
            var middle = (start + end) / 2;
            if (_keys[middle] >> shift > quarter) end = middle;
            else start = middle + 1;
        }
        return start;
    }

    // abcd becomes 0a0b0c0d: room for the bits of the other coordinate.
    private static uint Spread(uint bits)
    {
        bits = (bits | bits << 8) & 0x00FF00FF;
        bits = (bits | bits << 4) & 0x0F0F0F0F;
        bits = (bits | bits << 2) & 0x33333333;
        return (bits | bits << 1) & 0x55555555;
    }
}
