using System.Collections;
using System.Runtime.CompilerServices;

namespace DeepLearning.Tensors;

/// <summary>The lengths of a tensor's axes, outermost first: <c>[rows, columns]</c> for a matrix, <c>[]</c> for a single number.</summary>
/// <remarks>Immutable, compared by value. Write it as a collection expression: <c>Tensor.Zeros([2, 3])</c>.</remarks>
[CollectionBuilder(typeof(Shape), nameof(Create))]
public sealed class Shape : IReadOnlyList<int>, IEquatable<Shape>
{
    private readonly int[] _lengths;

    private Shape(int[] lengths, int size)
    {
        _lengths = lengths;
        Size = size;
    }

    /// <summary>Makes a shape of axis lengths.</summary>
    /// <exception cref="ArgumentException">A length is negative, or the product of all lengths exceeds
    /// <see cref="int.MaxValue"/>.</exception>
    public static Shape Create(ReadOnlySpan<int> lengths)
    {
        long size = 1;
        foreach (var length in lengths)
        {
            if (length < 0)
                throw new ArgumentException($"Shape {Format(lengths)} has a negative axis: every length must be 0 or more.",
                    nameof(lengths));
            size *= length;
            if (size > int.MaxValue)
                throw new ArgumentException($"Shape {Format(lengths)} has more than {int.MaxValue} elements, the most one tensor can hold.", nameof(lengths));
        }
        return new Shape(lengths.ToArray(), (int)size);
    }

    /// <summary>The number of axes.</summary>
    public int Rank => _lengths.Length;

    /// <summary>The number of elements, the product of all lengths (1 for a single number).</summary>
    public int Size { get; }

    /// <summary>The length of an axis; <c>^1</c> is the last.</summary>
    public int this[int axis] => _lengths[axis];

    /// <summary>The lengths as a span.</summary>
    public ReadOnlySpan<int> AsSpan() => _lengths;

    int IReadOnlyCollection<int>.Count => _lengths.Length;

    /// <summary>The number of axes; makes <c>shape[^1]</c> possible.</summary>
    public int Length => _lengths.Length;

    /// <summary>Whether both shapes have the same lengths.</summary>
    public bool Equals(Shape? other) => other is not null && _lengths.AsSpan().SequenceEqual(other._lengths);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Shape);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var length in _lengths) hash.Add(length);
        return hash.ToHashCode();
    }

    /// <summary>Whether two shapes have the same lengths.</summary>
    public static bool operator ==(Shape? left, Shape? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether two shapes differ.</summary>
    public static bool operator !=(Shape? left, Shape? right) => !(left == right);

    /// <summary>The shape as it is written in messages: <c>[2, 3]</c>.</summary>
    public override string ToString() => Format(_lengths);

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)_lengths).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _lengths.GetEnumerator();

    /// <summary>Whether the shape fits a pattern in which <see cref="Dim.Any"/> stands for any length.</summary>
    internal bool Fits(ReadOnlySpan<int> pattern)
    {
        if (pattern.Length != _lengths.Length) return false;
        for (var i = 0; i < pattern.Length; i++)
            if (pattern[i] != Dim.Any && pattern[i] != _lengths[i]) return false;
        return true;
    }

    internal static string Format(ReadOnlySpan<int> lengths)
    {
        var parts = new string[lengths.Length];
        for (var i = 0; i < parts.Length; i++) parts[i] = lengths[i] == Dim.Any ? "*" : $"{lengths[i]}";
        return $"[{string.Join(", ", parts)}]";
    }
}

/// <summary>Placeholders for the axes of an expected shape.</summary>
public static class Dim
{
    /// <summary>Matches any length; printed as <c>*</c>.</summary>
    public const int Any = -1;
}
