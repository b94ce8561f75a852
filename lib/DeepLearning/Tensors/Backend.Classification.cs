namespace DeepLearning.Tensors;

public abstract partial class Backend
{
    /// <summary>Softmax of each row: result[n, m] = exp(x[n, m]) / Σ exp(x[n, ·]), without overflow. The result may be x itself.</summary>
    public abstract void Softmax(Tensor x, Tensor result);

    /// <summary>The logarithm of <see cref="Softmax"/>: x[n, m] − ln Σ exp(x[n, ·]). The result may be x itself.</summary>
    public abstract void LogSoftmax(Tensor x, Tensor result);

    /// <summary>The gradient of <see cref="Softmax"/>, given its output: inputGrad = output · (outputGrad − Σ output · outputGrad), row by row.</summary>
    public abstract void SoftmaxGrad(Tensor output, Tensor outputGrad, Tensor inputGrad);

    /// <summary>Cross-entropy of softmax: losses[n] = −Σ targets[n, m] · ln softmax(logits)[n, m], with its gradient in the same pass.</summary>
    /// <remarks>logits and targets [N, M], losses [N]; logitsGrad = scale · (softmax · Σ targets − targets), or null if not wanted.</remarks>
    public abstract void SoftmaxCrossEntropy(Tensor logits, Tensor targets, float scale, Tensor losses, Tensor? logitsGrad);

    /// <summary>As above, where each row has one right class: losses[n] = −ln softmax(logits)[n, labels[n]].</summary>
    public abstract void SoftmaxCrossEntropy(Tensor logits, ReadOnlySpan<int> labels, float scale, Tensor losses, Tensor? logitsGrad);
}
