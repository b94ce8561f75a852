using DeepLearning.Random;
using DeepLearning.Tensors;

namespace DeepLearning.Tests.Layers;

/// <summary>Random tensors for tests.</summary>
internal static class Draw
{
    public static Tensor Normal(Shape shape, long seed = 3, double scale = 1) =>
        Tensor.FromArray(new RandomState(seed).Normal(0, scale, shape.Size), shape);
}
