namespace DeepLearning.Tensors;

/// <summary>One recorded operation: which tensors it read, and how the gradient of its output becomes gradients of these.</summary>
internal sealed class GradientNode
{
    private readonly int[] _versions;
    private Action<Tensor>? _backward;

    /// <summary>Records an operation.</summary>
    /// <param name="operation">Its name, for messages and drawings.</param>
    /// <param name="inputs">All tensors it read.</param>
    /// <param name="saved">Those tensors, inputs or the output, whose values the backward will read again.</param>
    /// <param name="backward">Gets the output's gradient and adds to each input's (<see cref="Tensor.AddGrad"/>).</param>
    public GradientNode(string operation, Tensor[] inputs, Tensor[] saved, Action<Tensor> backward)
    {
        Operation = operation;
        Inputs = inputs;
        Saved = saved;
        _backward = backward;
        _versions = saved.Length == 0 ? [] : Array.ConvertAll(saved, tensor => tensor.Storage.Version);
    }

    public string Operation { get; }

    public Tensor[] Inputs { get; private set; }

    public Tensor[] Saved { get; private set; }

    /// <summary>Whether a backward pass went through here and let go of the values.</summary>
    public bool IsUsed => _backward is null;

    /// <summary>Marks nodes that a traversal has met.</summary>
    public int Visit { get; set; }

    public void Backward(Tensor outputGrad)
    {
        for (var i = 0; i < Saved.Length; i++)
            if (Saved[i].Storage.Version != _versions[i])
                throw new InvalidOperationException(
                    $"Backward: a tensor of shape {Saved[i].Shape} that {Operation} needs was changed in place after the forward pass. " +
                    "Change a Clone() instead, or change it after Backward.");
        _backward!(outputGrad);
    }

    /// <summary>Lets go of everything the backward needed.</summary>
    public void Free()
    {
        _backward = null;
        Inputs = [];
        Saved = [];
    }
}
