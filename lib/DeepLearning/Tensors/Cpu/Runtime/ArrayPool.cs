using System.Runtime.InteropServices;

namespace DeepLearning.Tensors.Cpu;

/// <summary>Arrays that were given back, by exact length: a training loop asks for the same lengths at every step.</summary>
/// <remarks>What has lain unused for a while goes when garbage is collected: after a step with other lengths it would be memory that
/// nobody needs.</remarks>
internal sealed class ArrayPool
{
    /// <summary>More than this many bytes are left to the garbage collector.</summary>
    private const long Capacity = 512L << 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _clock;
    private readonly Action _trim;
    private AbortSafeGate _gate;
    // Time runs in ages here: looking at a clock at every return would take longer than the return.
    private Dictionary<int, List<(float[] Array, int Age)>> _spare = [];
    private long _bytes, _ageBegan;
    private int _age;

    public ArrayPool(TimeProvider? clock = null)
    {
        (_clock, _trim) = (clock ?? TimeProvider.System, Trim);
        _ageBegan = _clock.GetTimestamp();
        // Nobody refers to it: it is finalized after every collection of the oldest generation, and registers again.
        _ = new Trimmer(new(this));
    }

    /// <summary>The bytes of the arrays that wait for their next use.</summary>
    public long SpareBytes => Volatile.Read(ref _bytes);

    public float[] Rent(int length) => Spare(length) ?? LargeArrays.Allocate(length, _trim);

    public void Return(float[] array)
    {
        if (!TryOpen()) return;
        if (_bytes + Bytes(array.Length) <= Capacity)
        {
            _bytes += Bytes(array.Length);
            if (!_spare.TryGetValue(array.Length, out var arrays)) _spare.Add(array.Length, arrays = []);
            arrays.Add((array, _age));
        }
        _gate.Exit();
    }

    /// <summary>Lets go of the arrays that have waited for long: those from before the present age, if that has lasted long enough. A new
    /// age begins.</summary>
    public void Trim()
    {
        if (!TryOpen()) return;
        var now = _clock.GetTimestamp();
        if (_clock.GetElapsedTime(_ageBegan, now) >= Patience)
        {
            foreach (var (length, arrays) in _spare)
            {
                // The last one to come back is the first to leave: those that wait longest stand first.
                var old = arrays.FindIndex(spare => spare.Age == _age);
                if (old < 0) old = arrays.Count;
                arrays.RemoveRange(0, old);
                _bytes -= old * Bytes(length);
                if (arrays.Count == 0) _spare.Remove(length);
            }
            (_age, _ageBegan) = (_age + 1, now);
        }
        _gate.Exit();
    }

    private float[]? Spare(int length)
    {
        if (!TryOpen()) return null;
        float[]? array = null;
        if (_spare.TryGetValue(length, out var arrays) && arrays.Count > 0)
        {
            array = arrays[^1].Array;
            arrays.RemoveAt(arrays.Count - 1);
            _bytes -= Bytes(length);
        }
        _gate.Exit();
        return array;
    }

    // Another thread is in here seldom, and never for long: all that it costs is an array more or less. Nothing gives the turn back on the
    // way of an
    // exception or an abort: the lists may be anything then, and whoever comes next starts with none and leaves what was in them to the
    // garbage collector.
    private bool TryOpen()
    {
        if (!_gate.TryEnter(out var wasCutOff)) return false;
        if (wasCutOff) (_spare, _bytes) = ([], 0);
        return true;
    }

    private static long Bytes(int length) => sizeof(float) * (long)length;

    // A handle, since a WeakReference might be finalized before the trimmer.
    private sealed class Trimmer(WeakGCHandle<ArrayPool> pool)
    {
        private WeakGCHandle<ArrayPool> _pool = pool;

        ~Trimmer()
        {
            if (_pool.TryGetTarget(out var target))
            {
                target.Trim();
                GC.ReRegisterForFinalize(this);
            }
            else
            {
                _pool.Dispose();
            }
        }
    }
}
