using DeepLearning.Autograd;
using DeepLearning.Tensors;

namespace DeepLearning.Modules;

/// <summary>How the losses of single elements or rows become one.</summary>
public enum LossReduction
{
    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>Their sum.</summary>
    Sum,
}

/// <summary>A loss as an object: made once with its settings, called with predictions and targets.</summary>
public abstract class LossModule(LossReduction reduction)
{
    /// <summary>How single losses become one.</summary>
    public LossReduction Reduction { get; } = reduction;

    /// <summary>The loss of predictions against targets, a single number to call <c>Backward()</c> on.</summary>
    public abstract Tensor Call(Tensor prediction, Tensor target);

    private protected Tensor Reduce(Tensor losses) => Reduction == LossReduction.Mean ? losses.Mean() : losses.Sum();
}

/// <summary>Squared error, <c>mean((P − T)²)</c> over all elements.</summary>
/// <remarks>P and T of the same shape. Note the mean over all elements, as in PyTorch; the book's framework divides by the number of rows.</remarks>
public sealed class MSELoss(LossReduction reduction = LossReduction.Mean) : LossModule(reduction)
{
    /// <inheritdoc/>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public override Tensor Call(Tensor prediction, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        ShapeException.ThrowUnlessEqual(target.Shape, prediction.Shape, "MSELoss.Call", nameof(target));
        return Reduce((prediction - target).Square());
    }
}

/// <summary>Cross-entropy of softmax(logits), averaged over the rows.</summary>
/// <remarks>
/// Logits [N, M]; targets: distributions [N, M], usually one-hot, or class numbers. Label smoothing replaces targets t by
/// <c>(1 − s) t + s / M</c> (Szegedy et al., 2016).
/// </remarks>
public sealed class CrossEntropyLoss : LossModule
{
    private readonly float _smoothing;

    /// <summary>Makes the loss.</summary>
    /// <param name="reduction">How the losses of rows become one.</param>
    /// <param name="labelSmoothing">The share of each target that is spread evenly over all classes, from 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not from 0 to 1.</exception>
    public CrossEntropyLoss(LossReduction reduction = LossReduction.Mean, float labelSmoothing = 0) : base(reduction)
    {
        if (!(labelSmoothing is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(labelSmoothing),
                FormattableString.Invariant($"CrossEntropyLoss: the label smoothing is {labelSmoothing}; expected 0 to 1."));
        }
        _smoothing = labelSmoothing;
    }

    /// <inheritdoc/>
    /// <exception cref="ShapeException">The shapes differ, or are not two axes.</exception>
    public override Tensor Call(Tensor prediction, Tensor target) => Scale(Functional.CrossEntropy(prediction, Smooth(target)), prediction);

    /// <summary>The loss of logits against one class number for each row.</summary>
    /// <exception cref="ShapeException">Another number of rows than of labels.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a class.</exception>
    public Tensor Call(Tensor prediction, ReadOnlySpan<int> labels)
    {
        var hard = Functional.CrossEntropy(prediction, labels);
        if (_smoothing == 0) return Scale(hard, prediction);
        // The loss is linear in the targets: so much of the label's, so much of the even spread's.
        var even = Functional.CrossEntropy(prediction, Tensor.Full(prediction.Shape, 1f / prediction.Shape[1], prediction.Device));
        return Scale(hard * (1 - _smoothing) + even * _smoothing, prediction);
    }

    private Tensor Smooth(Tensor target) =>
        _smoothing == 0 || target is not { Rank: 2, Size: > 0 } ? target : target.Affine(1 - _smoothing, _smoothing / target.Shape[1]);

    private Tensor Scale(Tensor mean, Tensor prediction) => Reduction == LossReduction.Mean ? mean : mean * prediction.Shape[0];
}

/// <summary>Cross-entropy of independent yes-or-no answers, given as logits: <c>max(x, 0) − x t + ln(1 + e^−|x|)</c>.</summary>
/// <remarks>Logits and targets (0 … 1) of the same shape; takes the sigmoid itself, which no logarithm then overflows.</remarks>
public sealed class BCEWithLogitsLoss(LossReduction reduction = LossReduction.Mean) : LossModule(reduction)
{
    /// <inheritdoc/>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public override Tensor Call(Tensor prediction, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        ShapeException.ThrowUnlessEqual(target.Shape, prediction.Shape, "BCEWithLogitsLoss.Call", nameof(target));
        // (x + |x|) / 2 is max(x, 0), with the slope ½ at 0 that makes the gradient there σ(0) − t.
        var size = prediction.Abs();
        return Reduce((prediction + size) * 0.5f - prediction * target + ((-size).Exp() + 1).Log());
    }
}
