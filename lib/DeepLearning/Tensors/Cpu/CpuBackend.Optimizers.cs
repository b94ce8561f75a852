namespace DeepLearning.Tensors.Cpu;

internal sealed unsafe partial class CpuBackend<TVector>
{
    public override void SgdStep(Tensor parameter, Tensor gradient, float learningRate) => AddScaled(gradient, -learningRate, parameter);

    public override void MomentumStep(
        Tensor parameter, Tensor gradient, Tensor velocity, float momentum, float gradientScale, float stepScale, bool nesterov) =>
        Update(new MomentumRule(momentum, gradientScale, stepScale, nesterov), parameter, gradient, velocity, velocity);

    public override void AdaGradStep(Tensor parameter, Tensor gradient, Tensor squares, float learningRate, float epsilon) =>
        Update(new AdaGradRule(learningRate, epsilon), parameter, gradient, squares, squares);

    public override void RmsPropStep(Tensor parameter, Tensor gradient, Tensor squares, float learningRate, float decay, float epsilon) =>
        Update(new RmsPropRule(learningRate, decay, epsilon), parameter, gradient, squares, squares);

    public override void AdamStep(
        Tensor parameter, Tensor gradient, Tensor mean, Tensor squares, float learningRate, float beta1, float beta2, float epsilon,
            float weightDecay, int step)
    {
        var stepScale = learningRate / (1 - PortableMath.Pow(beta1, step));
        var rootScale = 1 / Math.Sqrt(1 - PortableMath.Pow(beta2, step));
        var rule = new AdamRule(beta1, beta2, epsilon, (float)stepScale, (float)rootScale, 1 - learningRate * weightDecay);
        Update(rule, parameter, gradient, mean, squares);
    }

    private static void Update<TRule>(TRule rule, Tensor parameter, Tensor gradient, Tensor first, Tensor second) where TRule : struct,
        IUpdateRule
    {
        fixed (float* p = Values(parameter), g = Values(gradient), a = Values(first), b = Values(second))
            UpdateKernel<TVector>.Run(rule, p, g, a, b, parameter.Size);
    }
}
