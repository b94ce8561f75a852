using DeepLearning.Tensors;

namespace DeepLearning.Autograd;

/// <summary>Walks the recorded operations backwards from a result and adds up the gradients of all leaves.</summary>
public static class BackwardPass
{
    private static int s_visit;

    /// <summary>Computes <c>d(result)/d(leaf)</c> for every leaf that requires a gradient, and adds it to the leaf's
    /// <see cref="Tensor.Grad"/>.</summary>
    /// <param name="result">A single number, usually the loss.</param>
    /// <param name="retainGraph">Whether the graph can be used again; otherwise its memory is let go.</param>
    /// <exception cref="InvalidOperationException">The result was not computed from a tensor that requires a gradient, has more than one
    /// element, its graph was used
    /// before, or a value that is needed was changed in place.</exception>
    public static void Backward(this Tensor result, bool retainGraph = false)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Size != 1)
            throw new InvalidOperationException($"Backward: the result has shape {result.Shape}. Only a single number has one " +
                "gradient; sum it first, or pass the gradient of the result.");
        Backward(result, Tensor.Full(result.Shape, 1, result.Device), retainGraph);
    }

    /// <summary>As <see cref="Backward(Tensor, bool)"/>, from a result of any shape whose own gradient is given.</summary>
    /// <exception cref="ShapeException">The gradient has another shape than the result.</exception>
    /// <exception cref="InvalidOperationException">As above.</exception>
    public static void Backward(this Tensor result, Tensor resultGrad, bool retainGraph = false)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(resultGrad);
        ShapeException.ThrowUnlessEqual(resultGrad.Shape, result.Shape, "Backward", nameof(resultGrad));
        if (!result.RequiresGrad)
            throw new InvalidOperationException("Backward: this tensor was not computed from one that requires a gradient. Set " +
                "RequiresGrad on the inputs before the forward pass.");
        using var quiet = new NoGrad();
        result.AddGrad(resultGrad);
        if (result.Node is null) return;

        var order = Order(result);
        for (var i = order.Count - 1; i >= 0; i--)
        {
            var tensor = order[i];
            if (tensor.Grad is { } grad)
            {
                tensor.Node!.Backward(grad);
                tensor.Grad = null;
            }
            if (!retainGraph) tensor.Node!.Free();
        }
    }

    /// <summary>All results of recorded operations that this one depends on, each after those it was made from.</summary>
    /// <remarks>A stack of our own, since a recursion through a long sequence would overflow the thread's.</remarks>
    private static List<Tensor> Order(Tensor result)
    {
        var visit = Interlocked.Increment(ref s_visit);
        var order = new List<Tensor>();
        var stack = new Stack<(Tensor Tensor, int Next)>();
        Enter(result);
        while (stack.TryPop(out var top))
        {
            if (top.Next < top.Tensor.Node!.Inputs.Length)
            {
                stack.Push((top.Tensor, top.Next + 1));
                Enter(top.Tensor.Node.Inputs[top.Next]);
            }
            else
            {
                order.Add(top.Tensor);
            }
        }
        return order;

        void Enter(Tensor tensor)
        {
            if (tensor.Node is not { } node || node.Visit == visit) return;
            if (node.IsUsed)
                throw new InvalidOperationException(
                    $"Backward: the graph through {node.Operation} was used before, and its values were let go. Compute the forward " +
                    "pass again, or call Backward(retainGraph: true) the first time.");
            node.Visit = visit;
            stack.Push((tensor, 0));
        }
    }
}
