namespace DeepLearning.Tensors;

public abstract partial class Backend
{
    /// <summary>One step of gradient descent: parameter −= learningRate · gradient.</summary>
    public abstract void SgdStep(Tensor parameter, Tensor gradient, float learningRate);

    /// <summary>One step with momentum: velocity = momentum · velocity + gradientScale · gradient, parameter −= stepScale ·
    /// velocity.</summary>
    /// <remarks>With <paramref name="nesterov"/>, parameter −= stepScale · (gradientScale · gradient + momentum · velocity). PyTorch
    /// scales the step with the
    /// learning rate, the book the gradient; as long as the learning rate stays the same, so do the results.</remarks>
    public abstract void MomentumStep(
        Tensor parameter, Tensor gradient, Tensor velocity, float momentum, float gradientScale, float stepScale, bool nesterov);

    /// <summary>One step of AdaGrad: squares += gradient², parameter −= learningRate · gradient / (√squares + epsilon).</summary>
    public abstract void AdaGradStep(Tensor parameter, Tensor gradient, Tensor squares, float learningRate, float epsilon);

    /// <summary>One step of RMSProp: squares = decay · squares + (1 − decay) · gradient², parameter −= learningRate · gradient / (√squares
    /// + epsilon).</summary>
    public abstract void RmsPropStep(Tensor parameter, Tensor gradient, Tensor squares, float learningRate, float decay, float epsilon);

    /// <summary>One step of Adam: parameter −= learningRate · (mean / (1 − beta1ˢ) / (√(squares / (1 − beta2ˢ)) + epsilon) + weightDecay ·
    /// parameter).</summary>
    /// <remarks>mean = beta1 · mean + (1 − beta1) · gradient, squares = beta2 · squares + (1 − beta2) · gradient²; s is the step's number,
    /// from 1. A weight decay
    /// makes it AdamW.</remarks>
    public abstract void AdamStep(
        Tensor parameter, Tensor gradient, Tensor mean, Tensor squares, float learningRate, float beta1, float beta2, float epsilon,
            float weightDecay, int step);
}
