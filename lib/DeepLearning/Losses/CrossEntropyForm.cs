namespace DeepLearning.Losses;

/// <summary>Which number <see cref="SoftmaxCrossEntropy"/> gives as its value; the gradient is the same.</summary>
public enum CrossEntropyForm
{
    /// <summary><c>−Σ t · ln p / N</c>, whose gradient is the one that is used.</summary>
    Categorical,

    /// <summary><c>−Σ [t · ln p + (1 − t) · ln(1 − p)] / N</c>, p kept within 1e-9 of 0 and 1: what the book prints, while its gradient is that of the first form.</summary>
    /// <remarks>Take it to reproduce the book's tables only: value and gradient don't belong together, which a gradient check shows.</remarks>
    PrintedInTheBook,
}
