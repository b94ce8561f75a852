using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tensors.Cpu;

/// <summary>How the right factor of a product is cut into blocks and panels, and a factor that was packed as a whole, seen from one of its
/// columns.</summary>
internal readonly unsafe struct PackedFactor<TVector> where TVector : unmanaged, ISimd<TVector>
{
    /// <summary>Steps of the sum in one block.</summary>
    public const int Depth = 256;

    private readonly float* _data;
    private readonly nint _width, _column;

    /// <param name="data">The packed numbers, or null if there are none.</param>
    /// <param name="n">Columns of the factor.</param>
    public PackedFactor(float* data, int n) : this(data, RoundUp(n, PanelWidth), 0)
    {
    }

    private PackedFactor(float* data, nint width, nint column)
    {
        _data = data;
        (_width, _column) = (width, column);
    }

    /// <summary>Columns of a panel: those of a tile.</summary>
    public static int PanelWidth => 2 * TVector.Count;

    /// <summary>Floats that a factor [k, n] takes when it is packed as a whole.</summary>
    public static int Length(int n, int k) => RoundUp(n, PanelWidth) * k;

    /// <summary>Packs all blocks of B [k, n]: block after block, in each panel after panel.</summary>
    public static void Pack(int n, int k, Matrix b, float* target)
    {
        var blocks = Blocks(k);
        for (var (block, step) = (0, 0); block < blocks; step = BlockStart(++block, k))
            PackBlock(b.From(step, 0), n, BlockStart(block + 1, k) - step, target + (nint)step * RoundUp(n, PanelWidth));
    }

    /// <summary>Packs one block of B, panel after panel.</summary>
    public static void PackBlock(Matrix b, int n, int depth, float* target)
    {
        for (var j = 0; j < n; j += PanelWidth)
            Packing<TVector>.PackColumns(b.From(0, j), depth, Math.Min(PanelWidth, n - j), target + (nint)j * depth);
    }

    /// <summary>Blocks of nearly the same depth: 784 steps are 4 × 196, not 3 × 256 + 16.</summary>
    public static int Blocks(int k) => (k + Depth - 1) / Depth;

    /// <summary>The first step of a block.</summary>
    public static int BlockStart(int block, int k) => (int)((long)k * block / Blocks(k));

    public static int RoundUp(int value, int multiple) => (value + multiple - 1) / multiple * multiple;

    /// <summary>The same factor without its first columns, whole panels of them.</summary>
    public PackedFactor<TVector> From(int columns) => new(_data, _width, _column + columns);

    /// <summary>The panels of the block that begins at a step; null if nothing was packed.</summary>
    public float* Block(int step, int depth) => _data == null ? null : _data + step * _width + _column * depth;
}
