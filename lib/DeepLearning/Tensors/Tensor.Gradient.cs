namespace DeepLearning.Tensors;

public sealed partial class Tensor
{
    private bool _requiresGrad;
    private bool _ownsGrad;

    /// <summary>Set while operations must not be recorded; see <c>Autograd.NoGrad</c>.</summary>
    [ThreadStatic] internal static bool s_recordingIsOff;

    /// <summary>Whether operations on this tensor are recorded, so that a gradient with respect to it can be computed.</summary>
    /// <remarks>Set it on the tensors you want gradients of (leaves of the graph); results of operations on them have it by
    /// themselves.</remarks>
    /// <exception cref="InvalidOperationException">It is switched off on the result of an operation; use <see cref="Detach"/>.</exception>
    public bool RequiresGrad
    {
        get => _requiresGrad;
        set
        {
            if (Node is not null && !value)
                throw new InvalidOperationException("Tensor.RequiresGrad: the result of a recorded operation can't be switched off. " +
                    "Use Detach() for a tensor without its history.");
            _requiresGrad = value;
        }
    }

    /// <summary>The gradient that <c>Backward</c> has added up here; null before the first one. Of a result it is kept only during the
    /// pass.</summary>
    public Tensor? Grad { get; set; }

    /// <summary>The operation that made this tensor, if it was recorded.</summary>
    internal GradientNode? Node { get; private set; }

    /// <summary>The same values without their history: operations on it are not recorded. Shares the memory.</summary>
    public Tensor Detach() => new(Shape, Device, Storage, Offset);

    /// <summary>Whether an operation that reads these tensors must be recorded.</summary>
    internal static bool Records(Tensor a) => a._requiresGrad && !s_recordingIsOff;

    /// <inheritdoc cref="Records(Tensor)"/>
    internal static bool Records(Tensor a, Tensor b) => (a._requiresGrad || b._requiresGrad) && !s_recordingIsOff;

    /// <inheritdoc cref="Records(Tensor)"/>
    internal static bool Records(ReadOnlySpan<Tensor> tensors)
    {
        foreach (var tensor in tensors)
            if (Records(tensor)) return true;
        return false;
    }

    /// <summary>Makes this tensor the result of a recorded operation.</summary>
    internal Tensor RecordedAs(string operation, Tensor[] inputs, Tensor[] saved, Action<Tensor> backward)
    {
        Node = new GradientNode(operation, inputs, saved, backward);
        _requiresGrad = true;
        return this;
    }

    /// <summary>Adds to the gradient of this tensor, if it has one.</summary>
    /// <remarks>A leaf's gradient has memory of its own that lives on from step to step; that of a result may be shared with other results
    /// until a second one is added.</remarks>
    internal void AddGrad(Tensor grad)
    {
        if (!_requiresGrad) return;
        if (Grad is null)
        {
            Grad = Node is null ? grad.Clone().Keep() : grad;
            _ownsGrad = Node is null;
        }
        else if (_ownsGrad || Node is null)
        {
            Grad.AddInPlace(grad);
        }
        else
        {
            Grad = Grad.Affine(1, 0);
            Grad.AddInPlace(grad);
            _ownsGrad = true;
        }
    }

    /// <summary>Notes that the values were changed in place, so that a backward pass that needs the old ones can refuse.</summary>
    internal void MarkChanged() => Storage.Version++;
}
