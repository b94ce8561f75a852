namespace DeepLearning.Tensors;

/// <summary>The memory behind one or several tensors of the same device: a run of float32 values.</summary>
/// <remarks>Backends derive from it. Storage that was handed back (see <see cref="TensorScope"/>) refuses every further use.</remarks>
public abstract class Storage
{
    /// <summary>Makes storage of so many values.</summary>
    protected Storage(int length) => Length = length;

    /// <summary>The number of float32 values.</summary>
    public int Length { get; }

    /// <summary>Whether the memory went back to its pool.</summary>
    public bool IsReleased { get; private set; }

    internal bool IsKept { get; set; }

    /// <summary>Counts the changes in place.</summary>
    internal int Version { get; set; }

    internal void Release()
    {
        if (IsReleased) return;
        IsReleased = true;
        OnRelease();
    }

    /// <summary>Gives the memory back for reuse; called once.</summary>
    protected abstract void OnRelease();

    /// <summary>Throws if the memory went back to its pool.</summary>
    /// <exception cref="ObjectDisposedException">It did.</exception>
    protected void ThrowIfReleased()
    {
        if (IsReleased)
            throw new ObjectDisposedException(nameof(Tensor),
                "This tensor was made inside a TensorScope that has ended, and its memory was given back. Call Keep() or ToArray() on " +
                "it before the scope ends.");
    }
}
