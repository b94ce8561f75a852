using DeepLearning.Random;
using DeepLearning.Tensors;

namespace DeepLearning.Layers;

/// <summary>While training, sets each number to zero with a probability of 1 − keep and divides the others by keep; a prediction passes
/// unchanged.</summary>
/// <remarks>Any shape. Dividing while training keeps the expectation, so that predicting needs nothing; the book multiplies by keep while
/// predicting instead.
/// Source: Srivastava et al. (2014); Weidman (2019), ch. 4.</remarks>
public sealed class Dropout : Layer
{
    private readonly float _keep;

    /// <summary>Makes the layer.</summary>
    /// <param name="keep">The probability that a number stays.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not above 0 and at most 1.</exception>
    public Dropout(float keep)
    {
        DropElements.RequireProbability(keep, "Dropout");
        _keep = keep;
    }

    /// <inheritdoc/>
    public override string Description => $"Dropout, keep {_keep.ToString(System.Globalization.CultureInfo.InvariantCulture)}";

    /// <inheritdoc/>
    protected override IEnumerable<Operation> Build(Shape input, RandomState random) => [new DropElements(_keep, random)];
}

/// <summary>The operation of <see cref="Dropout"/>, <c>Y = X · M / keep</c> with a mask M of zeros and ones that is drawn anew at every
/// forward pass.</summary>
/// <remarks>One number from the generator seeds the whole mask.</remarks>
public sealed class DropElements : Operation
{
    private readonly float _keep;
    private readonly RandomState _random;
    private Tensor? _mask;

    /// <summary>Makes the operation.</summary>
    /// <param name="keep">The probability that a number stays.</param>
    /// <param name="random">Where the masks come from.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not above 0 and at most 1.</exception>
    public DropElements(float keep, RandomState random)
    {
        RequireProbability(keep, "DropElements");
        ArgumentNullException.ThrowIfNull(random);
        (_keep, _random) = (keep, random);
    }

    /// <inheritdoc/>
    protected override Tensor Output(Tensor input)
    {
        _mask = null;
        if (IsInference) return input;
        _mask = Tensor.Uninitialized(input.Shape, input.Device);
        input.Backend.DropoutMask((uint)_random.RandInt(0, int.MaxValue), _keep, _mask);
        return input * _mask;
    }

    // What was dropped had no effect, so nothing flows back to it; what was scaled up had more.
    /// <inheritdoc/>
    protected override Tensor InputGrad(Tensor outputGrad) => _mask is null ? outputGrad : outputGrad * _mask;

    internal static void RequireProbability(float keep, string owner)
    {
        if (!(keep is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(keep), keep,
                $"{owner}: the probability to keep a number must be above 0 and at most 1.");
    }
}
