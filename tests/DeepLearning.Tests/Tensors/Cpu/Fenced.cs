namespace DeepLearning.Tests.Tensors.Cpu;

/// <summary>Arena for a kernel's result between two fences: a vector that is written past either end leaves its mark there.</summary>
internal sealed class Fenced
{
    private const int Fence = 64;
    private const float Untouched = 12345.5f;

    private readonly int _length;

    public Fenced(ReadOnlySpan<float> values)
    {
        _length = values.Length;
        All = new float[_length + 2 * Fence];
        Array.Fill(All, Untouched);
        values.CopyTo(All.AsSpan(Fence));
    }

    /// <summary>With the fences; the result begins at <see cref="Start"/>.</summary>
    public float[] All { get; }

    public static int Start => Fence;

    /// <summary>Arena whose values are not numbers, so that one that is never written shows.</summary>
    public static Fenced Unwritten(int length)
    {
        var values = new float[length];
        Array.Fill(values, float.NaN);
        return new(values);
    }

    /// <summary>What lies between the fences, after a look at them.</summary>
    public float[] Values
    {
        get
        {
            for (var i = 0; i < Fence; i++)
                if (All[i] != Untouched || All[Fence + _length + i] != Untouched)
                    Assert.Fail($"Written outside of the result: {i - Fence} holds {All[i]}, {_length + i} holds " +
                        $"{All[Fence + _length + i]}.");
            return All[Fence..(Fence + _length)];
        }
    }
}
