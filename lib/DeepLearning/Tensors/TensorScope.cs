namespace DeepLearning.Tensors;

/// <summary>Gives the memory of all tensors made inside it back when it ends, so that a training loop allocates nothing in steady
/// state.</summary>
/// <remarks>
/// Wrap one training step: <c>using (new TensorScope()) { … }</c>. What must outlive the step calls <see cref="Tensor.Keep"/>; a tensor
/// used after
/// its scope ended throws <see cref="ObjectDisposedException"/>. Scopes nest and belong to the thread that opened them. Without a scope
/// the garbage
/// collector does the work, as everywhere in .NET.
/// </remarks>
public sealed class TensorScope : IDisposable
{
    [ThreadStatic] private static TensorScope? s_current;
    [ThreadStatic] private static Stack<List<Storage>>? s_spareLists;

    private readonly TensorScope? _parent;
    private readonly List<Storage> _made;
    private bool _ended;

    /// <summary>Opens a scope on this thread.</summary>
    public TensorScope()
    {
        _parent = s_current;
        _made = s_spareLists is { Count: > 0 } spare ? spare.Pop() : [];
        s_current = this;
    }

    internal static void Record(Storage storage) => s_current?._made.Add(storage);

    /// <summary>Ends the scope: the memory of every tensor made in it and not kept can be reused.</summary>
    /// <exception cref="InvalidOperationException">A scope opened later, or on another thread, is still open.</exception>
    public void Dispose()
    {
        if (_ended) return;
        if (s_current != this)
            throw new InvalidOperationException("A TensorScope must end on the thread that opened it, and after every scope opened inside it.");
        _ended = true;
        s_current = _parent;
        foreach (var storage in _made)
            if (!storage.IsKept) storage.Release();
        _made.Clear();
        (s_spareLists ??= new()).Push(_made);
    }
}
