using ILGPU;

namespace DeepLearning.Gpu.Kernels;

/// <summary>Optimizer steps: parameter and memory in one pass.</summary>
public static class UpdateKernels
{
    /// <summary>velocity = momentum · velocity + gradientScale · gradient, parameter −= stepScale · velocity (or, ahead of it,
    /// Nesterov's).</summary>
    public static void Momentum(
        Index1D i, ArrayView<float> parameter, ArrayView<float> gradient, ArrayView<float> velocity, float momentum, float gradientScale,
            float stepScale, int nesterov)
    {
        var scaled = gradientScale * gradient[i];
        var v = momentum * velocity[i] + scaled;
        velocity[i] = v;
        parameter[i] -= stepScale * (nesterov != 0 ? momentum * v + scaled : v);
    }

    /// <summary>squares += gradient², parameter −= learningRate · gradient / (√squares + epsilon).</summary>
    public static void AdaGrad(
        Index1D i, ArrayView<float> parameter, ArrayView<float> gradient, ArrayView<float> squares, float learningRate, float epsilon)
    {
        var g = gradient[i];
        var s = squares[i] + g * g;
        squares[i] = s;
        parameter[i] -= learningRate * g / (MathF.Sqrt(s) + epsilon);
    }

    /// <summary>squares = decay · squares + (1 − decay) · gradient², parameter −= learningRate · gradient / (√squares + epsilon).</summary>
    public static void RmsProp(
        Index1D i, ArrayView<float> parameter, ArrayView<float> gradient, ArrayView<float> squares, float learningRate, float decay,
            float epsilon)
    {
        var g = gradient[i];
        var s = decay * squares[i] + (1f - decay) * g * g;
        squares[i] = s;
        parameter[i] -= learningRate * g / (MathF.Sqrt(s) + epsilon);
    }

    /// <summary>parameter = keep · parameter − stepScale · mean / (rootScale · √squares + epsilon).</summary>
    public static void Adam(
        Index1D i, ArrayView<float> parameter, ArrayView<float> gradient, ArrayView<float> mean, ArrayView<float> squares, AdamNumbers s)
    {
        var g = gradient[i];
        var m = s.Beta1 * mean[i] + (1f - s.Beta1) * g;
        var v = s.Beta2 * squares[i] + (1f - s.Beta2) * g * g;
        mean[i] = m;
        squares[i] = v;
        parameter[i] = s.Keep * parameter[i] - s.StepScale * m / (s.RootScale * MathF.Sqrt(v) + s.Epsilon);
    }
}

/// <summary>The numbers of a step of Adam.</summary>
public struct AdamNumbers
{
    /// <summary>How much of the mean stays.</summary>
    public float Beta1;

    /// <summary>How much of the mean of squares stays.</summary>
    public float Beta2;

    /// <summary>Keeps the denominator above zero.</summary>
    public float Epsilon;

    /// <summary>learningRate / (1 − beta1ˢ).</summary>
    public float StepScale;

    /// <summary>1 / √(1 − beta2ˢ).</summary>
    public float RootScale;

    /// <summary>1 − learningRate · weightDecay.</summary>
    public float Keep;
}
