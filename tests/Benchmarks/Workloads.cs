using DeepLearning.Layers;
using DeepLearning.Losses;
using DeepLearning.Optimizers;
using DeepLearning.Random;
using DeepLearning.Tensors;
using DeepLearning.Training;

namespace Benchmarks;

/// <summary>What is measured: a function makes each workload and returns its step.</summary>
internal static class Workloads
{
    public static Dictionary<string, Func<Action>> All { get; } = new Dictionary<string, Func<Action>>
    {
        // 13 → 13 sigmoid → 1, squared error, batch 32.
        ["boston-mlp"] = () => Training(
            [new Dense(13, new Sigmoid()), new Dense(1)], new MeanSquaredError(), new Sgd(0.01f), Normal(32, 13), Normal(32, 1)),
        ["gemm-64"] = () => Product(64),
        ["gemm-256"] = () => Product(256),
        ["gemm-512"] = () => Product(512),
        ["gemm-1024"] = () => Product(1024),
    };

    /// <summary>Forward, loss, backward and the optimizer's step, as the trainer does it for every batch.</summary>
    private static Action Training(Layer[] layers, Loss loss, Optimizer optimizer, Tensor x, Tensor y)
    {
        var network = new NeuralNetwork(layers, loss);
        return () =>
        {
            using var scope = new TensorScope();
            network.TrainBatch(x, y);
            optimizer.Step(network.Values);
        };
    }

    private static Action Product(int size)
    {
        Tensor a = Normal(size, size), b = Normal(size, size), c = Tensor.Zeros([size, size]);
        return () => a.Backend.MatMul(a, false, b, false, c, accumulate: false);
    }

    private static Tensor Normal(params int[] shape)
    {
        var random = new RandomState(0);
        var values = new float[shape.Aggregate(1, (product, length) => product * length)];
        for (var i = 0; i < values.Length; i++) values[i] = (float)random.Randn();
        return Tensor.FromArray(values, [.. shape]);
    }
}
