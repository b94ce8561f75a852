using DeepLearning.Tensors;

namespace DeepLearning.Modules;

/// <summary>Values with which parameters start.</summary>
internal static class Initialization
{
    /// <summary>Uniform in ±1/√fanIn, PyTorch's start of linear, convolutional and recurrent layers.</summary>
    public static Tensor Uniform(Shape shape, int fanIn)
    {
        var bound = 1 / Math.Sqrt(fanIn);
        return Tensor.FromArray(Module.Draw(random => random.Uniform(-bound, bound, shape.Size)), shape);
    }

    /// <summary>Normal with mean 0 and standard deviation 1.</summary>
    public static Tensor Normal(Shape shape) => Tensor.FromArray(Module.Draw(random => random.Randn(shape.Size)), shape);
}
