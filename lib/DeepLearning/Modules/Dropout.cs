using DeepLearning.Autograd;
using DeepLearning.Tensors;

namespace DeepLearning.Modules;

/// <summary>While training, sets each element to zero with a probability and scales the others up, so that their expectation stays;
/// otherwise does nothing.</summary>
/// <remarks>
/// <c>new Dropout { P = 0.2f }</c> drops a fifth, as <c>nn.Dropout(p=0.2)</c> does; the book's layer takes the probability to keep instead.
/// Source: Srivastava et al. (2014).
/// </remarks>
public sealed class Dropout : Module
{
    /// <summary>The probability to drop an element.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not at least 0 and below 1.</exception>
    public required float P
    {
        get;
        init => field = value is >= 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(P),
                $"Dropout: P, the probability to drop an element, is {value}; expected at least 0 and less than 1.");
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) =>
        IsTraining ? Functional.Dropout(input, (uint)Draw(static random => random.RandInt(0, int.MaxValue)), P) : input;

    /// <inheritdoc/>
    public override string ToString() => $"Dropout(p: {P})";
}
