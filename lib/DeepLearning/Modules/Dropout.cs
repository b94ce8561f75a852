using DeepLearning.Autograd;
using DeepLearning.Tensors;

namespace DeepLearning.Modules;

/// <summary>While training, sets each element to zero with a probability and scales the others up, so that their expectation stays; otherwise does nothing.</summary>
/// <remarks>Source: Srivastava et al. (2014).</remarks>
public sealed class Dropout : Module
{
    private readonly float _keep;

    /// <summary>Makes a layer that keeps each element with this probability.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not above 0 and at most 1.</exception>
    public Dropout(float keep)
    {
        if (!(keep is > 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(keep), $"Dropout: the probability to keep an element is {keep}; expected more than 0 and at most 1.");
        _keep = keep;
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) =>
        IsTraining ? Functional.Dropout(input, _keep, (uint)Draw(static random => random.RandInt(0, int.MaxValue))) : input;

    /// <inheritdoc/>
    public override string ToString() => $"Dropout(keep: {_keep})";
}
