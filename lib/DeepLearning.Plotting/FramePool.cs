using System.Globalization;
using System.Text;

namespace DeepLearning.Plotting;

/// <summary>Keeps texts that are mostly alike, such as the pictures of a slider, as one text and the pieces of it that each is made of:
/// what a picture shares with those before it is stored once.</summary>
/// <remarks>Without a compressor: its bytes may differ from machine to machine, and a page would need one, too.</remarks>
internal sealed class FramePool
{
    // A piece costs about ten characters where it is listed, twice: below this length it is cheaper to write the text again.
    private const int Least = 24, Candidates = 32;

    private readonly StringBuilder _text = new();
    private readonly Dictionary<int, List<int>> _places = [];
    private readonly List<int[]> _frames = [];

    public FramePool(IEnumerable<string> texts)
    {
        foreach (var one in texts) Add(one);
    }

    /// <summary>All that differs, one after the other.</summary>
    public string Text => _text.ToString();

    /// <summary>For each text the start and the length of its pieces, in order.</summary>
    public IReadOnlyList<int[]> Frames => _frames;

    /// <summary>The pieces as an array of JavaScript.</summary>
    public string FramesText => "["
        + string.Join(',', _frames.Select(f => "[" + string.Join(',', f.Select(n => n.ToString(CultureInfo.InvariantCulture))) + "]")) + "]";

    private void Add(string frame)
    {
        var (pieces, known, pool) = (new List<int>(), _text.Length, _text.ToString());
        void Keep(int from, int length, int at)
        {
            if (length == 0) return;
            if (at < 0)
            {
                at = _text.Length;
                _text.Append(frame, from, length);
            }
            pieces.AddRange([at, length]);
        }
        var (i, literal) = (0, 0);
        while (i < frame.Length)
        {
            var (at, length) = Longest(pool, frame.AsSpan(i));
            if (length == 0)
            {
                i++;
                continue;
            }
            Keep(literal, i - literal, -1);
            Keep(i, length, at);
            i += length;
            literal = i;
        }
        Keep(literal, frame.Length - literal, -1);
        _frames.Add([.. pieces]);
        Index(known);
    }

    private (int At, int Length) Longest(string pool, ReadOnlySpan<char> rest)
    {
        var best = (At: 0, Length: 0);
        if (rest.Length < Least || !_places.TryGetValue(string.GetHashCode(rest[..Least]), out var found)) return best;
        foreach (var at in found)
        {
            var length = pool.AsSpan(at).CommonPrefixLength(rest);
            if (length >= Least && length > best.Length) best = (at, length);
        }
        return best;
    }

    private void Index(int from)
    {
        var pool = _text.ToString();
        for (var at = Math.Max(0, from - Least + 1); at + Least <= pool.Length; at++)
        {
            var key = string.GetHashCode(pool.AsSpan(at, Least));
            if (!_places.TryGetValue(key, out var list)) _places.Add(key, list = []);
            if (list.Count < Candidates && (list.Count == 0 || list[^1] < at)) list.Add(at);
        }
    }
}
