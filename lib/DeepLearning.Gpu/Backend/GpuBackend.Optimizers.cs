using DeepLearning.Gpu.Kernels;
using DeepLearning.Tensors;
using ILGPU;

namespace DeepLearning.Gpu;

public sealed partial class GpuBackend
{
    private Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>, float, float, float, int>? _momentum;
    private Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>, float, float>? _adaGrad;
    private Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>, float, float, float>? _rmsProp;
    private Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, AdamNumbers>? _adam;

    /// <inheritdoc/>
    public override void SgdStep(Tensor parameter, Tensor gradient, float learningRate) => AddScaled(gradient, -learningRate, parameter);

    /// <inheritdoc/>
    public override void MomentumStep(
        Tensor parameter, Tensor gradient, Tensor velocity, float momentum, float gradientScale, float stepScale, bool nesterov)
    {
        if (parameter is null || parameter.Size == 0) return;
        Load(ref _momentum, UpdateKernels.Momentum)(
            parameter.Size, View(parameter), View(gradient), View(velocity), momentum, gradientScale, stepScale, nesterov ? 1 : 0);
    }

    /// <inheritdoc/>
    public override void AdaGradStep(Tensor parameter, Tensor gradient, Tensor squares, float learningRate, float epsilon)
    {
        if (parameter is null || parameter.Size == 0) return;
        Load(ref _adaGrad, UpdateKernels.AdaGrad)(
            parameter.Size, View(parameter), View(gradient), View(squares), learningRate, epsilon);
    }

    /// <inheritdoc/>
    public override void RmsPropStep(Tensor parameter, Tensor gradient, Tensor squares, float learningRate, float decay, float epsilon)
    {
        if (parameter is null || parameter.Size == 0) return;
        Load(ref _rmsProp, UpdateKernels.RmsProp)(
            parameter.Size, View(parameter), View(gradient), View(squares), learningRate, decay, epsilon);
    }

    /// <inheritdoc/>
    public override void AdamStep(
        Tensor parameter, Tensor gradient, Tensor mean, Tensor squares, float learningRate, float beta1, float beta2, float epsilon, float weightDecay, int step)
    {
        if (parameter is null || parameter.Size == 0) return;
        var numbers = new AdamNumbers
        {
            Beta1 = beta1,
            Beta2 = beta2,
            Epsilon = epsilon,
            StepScale = (float)(learningRate / (1 - Math.Pow(beta1, step))),
            RootScale = (float)(1 / Math.Sqrt(1 - Math.Pow(beta2, step))),
            Keep = 1 - learningRate * weightDecay,
        };
        Load(ref _adam, UpdateKernels.Adam)(
            parameter.Size, View(parameter), View(gradient), View(mean), View(squares), numbers);
    }
}
