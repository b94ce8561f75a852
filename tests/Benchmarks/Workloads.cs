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
        // 784 → 89 tanh → 10, softmax with cross-entropy, momentum, batch 60.
        ["mnist-mlp"] = () => Training(
            [new Dense(89, new Tanh()), new Dense(10)], new SoftmaxCrossEntropy(), new SgdMomentum(0.1f), Normal(60, 784), OneHot(60, 10)),
        // 60 images of 28 × 28 → 16 channels 5 × 5 tanh → 10.
        ["conv-1layer"] = () => Training(
            [new Conv2D(16, 5, activation: new Tanh()), new Flatten(), new Dense(10)],
            new SoftmaxCrossEntropy(), new SgdMomentum(0.1f), Normal(60, 1, 28, 28), OneHot(60, 10)),
        // → 14 channels 5 × 5 tanh → 7 channels 5 × 5 tanh → 32 tanh → 10.
        ["conv-2layer"] = () => Training(
            [new Conv2D(14, 5, activation: new Tanh()), new Conv2D(7, 5, activation: new Tanh()), new Flatten(), new Dense(32, new Tanh()), new Dense(10)],
            new SoftmaxCrossEntropy(), new SgdMomentum(0.01f), Normal(60, 1, 28, 28), OneHot(60, 10)),
        // The same two, through modules that are differentiated by themselves.
        ["mnist-mlp-modules"] = ModuleWorkloads.Digits,
        ["conv-2layer-modules"] = ModuleWorkloads.Convolutions,
        ["conv-bn"] = ModuleWorkloads.ConvolutionWithBatchNorm,
        ["autoencoder"] = ModuleWorkloads.Autoencoder,
        ["rnn"] = () => ModuleWorkloads.Characters(new DeepLearning.Modules.Rnn(62, 256)),
        ["gru"] = () => ModuleWorkloads.Characters(new DeepLearning.Modules.Gru(62, 256)),
        ["lstm"] = () => ModuleWorkloads.Characters(new DeepLearning.Modules.Lstm(62, 256)),
        ["lstm-2layer"] = () => ModuleWorkloads.Characters(new DeepLearning.Modules.Lstm(62, 256, layers: 2)),
        ["gemm-64"] = () => Product(64),
        ["gemm-256"] = () => Product(256),
        ["gemm-512"] = () => Product(512),
        ["gemm-1024"] = () => Product(1024),
        ["gemm-4096"] = () => Product(4096),
    };

    /// <summary>A step that ends when the device is done: a graphics card only takes orders, and a copy to the program's memory waits for all of them.</summary>
    public static Action Waiting(Action step)
    {
        if (Device.Default == Device.Cpu) return step;
        var (last, number) = (Tensor.Zeros([1]), new float[1]);
        return () =>
        {
            step();
            last.Backend.Download(last, number);
        };
    }

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

    public static Tensor Normal(params int[] shape)
    {
        var random = new RandomState(0);
        var values = new float[shape.Aggregate(1, (product, length) => product * length)];
        for (var i = 0; i < values.Length; i++) values[i] = (float)random.Randn();
        return Tensor.FromArray(values, [.. shape]);
    }

    public static Tensor OneHot(int rows, int classes)
    {
        var (targets, random) = (new float[rows, classes], new RandomState(0));
        for (var row = 0; row < rows; row++) targets[row, random.RandInt(0, classes)] = 1;
        return Tensor.FromArray(targets);
    }
}
