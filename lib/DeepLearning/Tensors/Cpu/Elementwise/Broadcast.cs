namespace DeepLearning.Tensors.Cpu;

/// <summary>How a smaller operand is repeated over a larger shape: runs of the larger one, each beside a place in the smaller
/// one.</summary>
/// <remarks>Neighbouring axes that are both repeated, or both not, are one axis. The last of these decides what a run looks like: a piece
/// of the
/// smaller operand beside it (a row added to each row of a matrix), or one element of it (a column).</remarks>
internal readonly ref struct Broadcast
{
    private readonly Span<int> _lengths;
    private readonly Span<int> _strides;

    /// <summary>Needs room for twice the rank of <paramref name="large"/>.</summary>
    public Broadcast(Shape large, Shape small, Span<int> room)
    {
        var lengths = room[..large.Rank];
        var strides = room[large.Rank..];
        var (axes, size) = (0, 1);
        for (var i = 1; i <= large.Rank; i++)
        {
            var length = large[^i];
            if (length == 1) continue;
            var repeated = i > small.Rank || small[^i] == 1;
            if (axes > 0 && repeated == (strides[axes - 1] == 0))
            {
                lengths[axes - 1] *= length;
            }
            else
            {
                lengths[axes] = length;
                strides[axes++] = repeated ? 0 : size;
            }
            if (!repeated) size *= length;
        }
        _lengths = lengths[..axes];
        _strides = strides[..axes];
        RunLength = axes == 0 ? 1 : lengths[0];
        IsConstant = axes > 0 && strides[0] == 0;
    }

    /// <summary>Elements of the larger operand in a run.</summary>
    public int RunLength { get; }

    /// <summary>Whether a run meets one element of the smaller operand, not as many as its own.</summary>
    public bool IsConstant { get; }

    /// <summary>The place in the smaller operand where a run begins.</summary>
    public int Offset(int run)
    {
        var offset = 0;
        for (var i = 1; i < _lengths.Length; i++)
        {
            offset += run % _lengths[i] * _strides[i];
            run /= _lengths[i];
        }
        return offset;
    }
}
