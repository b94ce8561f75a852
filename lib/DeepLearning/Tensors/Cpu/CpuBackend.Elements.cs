namespace DeepLearning.Tensors.Cpu;

internal sealed unsafe partial class CpuBackend<TVector>
{
    public override void Unary(UnaryOperation f, Tensor x, Tensor result, float parameter)
    {
        switch (f)
        {
            case UnaryOperation.Square: Apply(default(SquareFunction), x, result); break;
            case UnaryOperation.Sqrt: Apply(default(SqrtFunction), x, result); break;
            case UnaryOperation.Exp: Apply(default(ExpFunction), x, result); break;
            case UnaryOperation.Log: Apply(default(LogFunction), x, result); break;
            case UnaryOperation.Abs: Apply(default(AbsFunction), x, result); break;
            case UnaryOperation.Sigmoid: Apply(default(SigmoidFunction), x, result); break;
            case UnaryOperation.Tanh: Apply(default(TanhFunction), x, result); break;
            case UnaryOperation.Relu: Apply(default(ReluFunction), x, result); break;
            case UnaryOperation.LeakyRelu: Apply(new LeakyReluFunction(parameter), x, result); break;
            case UnaryOperation.Gelu: Apply(default(GeluFunction), x, result); break;
            default: throw new ArgumentOutOfRangeException(nameof(f));
        }
    }

    public override void UnaryGrad(UnaryOperation f, Tensor input, Tensor output, Tensor outputGrad, Tensor inputGrad, float parameter)
    {
        switch (f)
        {
            case UnaryOperation.Square: Apply(default(SquareGrad), outputGrad, input, inputGrad); break;
            case UnaryOperation.Sqrt: Apply(default(SqrtGrad), outputGrad, output, inputGrad); break;
            case UnaryOperation.Exp: Apply(default(ExpGrad), outputGrad, output, inputGrad); break;
            case UnaryOperation.Log: Apply(default(LogGrad), outputGrad, input, inputGrad); break;
            case UnaryOperation.Abs: Apply(default(AbsGrad), outputGrad, input, inputGrad); break;
            case UnaryOperation.Sigmoid: Apply(default(SigmoidGrad), outputGrad, output, inputGrad); break;
            case UnaryOperation.Tanh: Apply(default(TanhGrad), outputGrad, output, inputGrad); break;
            case UnaryOperation.Relu: Apply(default(ReluGrad), outputGrad, input, inputGrad); break;
            case UnaryOperation.LeakyRelu: Apply(new LeakyReluGrad(parameter), outputGrad, input, inputGrad); break;
            case UnaryOperation.Gelu: Apply(default(GeluGrad), outputGrad, input, inputGrad); break;
            default: throw new ArgumentOutOfRangeException(nameof(f));
        }
    }

    public override void Binary(BinaryOperation f, Tensor a, Tensor b, Tensor result)
    {
        switch (f)
        {
            case BinaryOperation.Add: Apply(default(AddFunction), a, b, result); break;
            case BinaryOperation.Subtract: Apply(default(SubtractFunction), a, b, result); break;
            case BinaryOperation.Multiply: Apply(default(MultiplyFunction), a, b, result); break;
            case BinaryOperation.Divide: Apply(default(DivideFunction), a, b, result); break;
            case BinaryOperation.Maximum: Apply(default(MaximumFunction), a, b, result); break;
            default: throw new ArgumentOutOfRangeException(nameof(f));
        }
    }

    public override void Affine(Tensor x, float scale, float shift, Tensor result) => Apply(new AffineFunction(scale, shift), x, result);

    public override void AddScaled(Tensor x, float scale, Tensor accumulator) =>
        Apply(new AddScaledFunction(scale), accumulator, x, accumulator);

    private static void Apply<TFunction>(TFunction f, Tensor x, Tensor result) where TFunction : struct, IFunction
    {
        fixed (float* source = Values(x), target = Values(result)) Map<TVector>.Run(f, source, target, result.Size);
    }

    private static void Apply<TFunction>(TFunction f, Tensor a, Tensor b, Tensor result) where TFunction : struct, IFunction2
    {
        fixed (float* left = Values(a), right = Values(b), target = Values(result))
            if (a.Size == b.Size) Map<TVector>.Run(f, left, right, target, result.Size);
            else if (a.Size > b.Size) BroadcastMap<TVector>.Run(f, left, result.Shape, right, b.Shape, target);
            else BroadcastMap<TVector>.Run(new Swapped<TFunction>(f), right, result.Shape, left, a.Shape, target);
    }
}
