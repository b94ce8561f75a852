using DeepLearning.Tensors;

namespace DeepLearning.Losses;

/// <summary>One number that says how wrong predictions are, with its gradient: where every backward pass begins.</summary>
/// <remarks>Predictions and targets have the same shape, batch first. Source: Weidman (2019), ch. 3.</remarks>
public abstract class Loss
{
    private Tensor? _prediction;
    private Tensor? _target;

    /// <summary>The name for messages: that of the class.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>P of the last <see cref="Forward"/>.</summary>
    /// <exception cref="InvalidOperationException">There was none.</exception>
    protected Tensor Prediction => _prediction ?? throw NotForwarded();

    /// <summary>T of the last <see cref="Forward"/>.</summary>
    /// <exception cref="InvalidOperationException">There was none.</exception>
    protected Tensor Target => _target ?? throw NotForwarded();

    /// <summary>Computes the loss L of predictions P against targets T.</summary>
    /// <exception cref="ShapeException">The shapes differ, or are not what this loss takes.</exception>
    public float Forward(Tensor prediction, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        RequireTarget(prediction, target);
        if (prediction.Rank == 0 || prediction.Size == 0)
            throw new ShapeException($"{Name}.Forward: 'prediction' has shape {prediction.Shape}; expected the batch as its first " +
                "axis, and at least one row.");
        _prediction = _target = null;
        var loss = Output(prediction, target);
        (_prediction, _target) = (prediction, target);
        return loss;
    }

    /// <summary>Computes dL/dP, in the shape of P, at the predictions of the last <see cref="Forward"/>.</summary>
    /// <exception cref="InvalidOperationException"><see cref="Forward"/> was not called before.</exception>
    public Tensor Backward()
    {
        var prediction = Prediction;
        var grad = InputGrad();
        ShapeException.ThrowUnlessEqual(grad.Shape, prediction.Shape, $"{Name}.Backward", "inputGrad");
        return grad;
    }

    private protected virtual void RequireTarget(Tensor prediction, Tensor target) =>
        ShapeException.ThrowUnlessEqual(target.Shape, prediction.Shape, $"{Name}.Forward", nameof(target));

    /// <summary>Computes L.</summary>
    protected abstract float Output(Tensor prediction, Tensor target);

    /// <summary>Computes dL/dP at <see cref="Prediction"/> and <see cref="Target"/>.</summary>
    protected abstract Tensor InputGrad();

    private InvalidOperationException NotForwarded() =>
        new($"{Name}.Backward: call Forward first. A gradient is the slope at a point, and that point is the prediction of the last Forward.");
}
