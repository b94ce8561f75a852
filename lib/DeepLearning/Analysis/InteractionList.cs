using System.Runtime.Intrinsics;

namespace DeepLearning.Analysis;

/// <summary>What pushes the points of one leaf: points and squares, as columns of numbers.</summary>
internal sealed class InteractionList
{
    [ThreadStatic] private static InteractionList? s_ofThisThread;

    private float[] _x = new float[1024], _y = new float[1024], _mass = new float[1024];
    private int _count;

    public static InteractionList OfThisThread => s_ofThisThread ??= new();

    public void Clear() => _count = 0;

    public void Add(float x, float y, float mass)
    {
        Reserve(1);
        (_x[_count], _y[_count], _mass[_count]) = (x, y, mass);
        _count++;
    }

    public void AddAll(QuadTree tree, int first, int count)
    {
        Reserve(count);
        tree.X.AsSpan(first, count).CopyTo(_x.AsSpan(_count));
        tree.Y.AsSpan(first, count).CopyTo(_y.AsSpan(_count));
        _mass.AsSpan(_count, count).Fill(1);
        _count += count;
    }

    /// <summary>Fills the last vector with points of no mass.</summary>
    public void Pad()
    {
        while (_count % Vector256<float>.Count != 0) Add(0, 0, 0);
    }

    /// <summary>The force on a point, and the sum of its w.</summary>
    public float Push(float x, float y, out float forceX, out float forceY)
    {
        var (atX, atY) = (Vector256.Create(x), Vector256.Create(y));
        var (sum, sumX, sumY) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        for (var i = 0; i < _count; i += Vector256<float>.Count)
        {
            var dx = atX - Vector256.LoadUnsafe(ref _x[0], (nuint)i);
            var dy = atY - Vector256.LoadUnsafe(ref _y[0], (nuint)i);
            var w = Vector256<float>.One / (Vector256<float>.One + dx * dx + dy * dy);
            var heavy = Vector256.LoadUnsafe(ref _mass[0], (nuint)i) * w;
            sum += heavy;
            heavy *= w;
            sumX += heavy * dx;
            sumY += heavy * dy;
        }
        (forceX, forceY) = (Vector256.Sum(sumX), Vector256.Sum(sumY));
        return Vector256.Sum(sum);
    }

    private void Reserve(int more)
    {
        if (_count + more <= _x.Length) return;
        var size = Math.Max(2 * _x.Length, _count + more);
        Array.Resize(ref _x, size);
        Array.Resize(ref _y, size);
        Array.Resize(ref _mass, size);
    }
}
