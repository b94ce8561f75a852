using DeepLearning.Layers;
using DeepLearning.Losses;
using DeepLearning.Optimizers;
using DeepLearning.Random;
using DeepLearning.Tensors;
using DeepLearning.Training;

namespace Benchmarks;

/// <summary>All workloads by name. The peers have the same networks, shapes and optimizers: peers.py and ../Benchmarks.Torch.</summary>
internal static class Workloads
{
    public static Dictionary<string, Workload> All { get; } = new()
    {
        // 13 → 13 sigmoid → 1, squared error, batch 32.
        ["boston-mlp"] = new(Kind.Training, Work.Dense(32, 13, 13, first: true) + Work.Dense(32, 13, 1), () => Training(
            [new Dense(13, new Sigmoid()), new Dense(1)], new MeanSquaredError(), new Sgd(0.01f), Normal(32, 13), Normal(32, 1))),
        // 784 → 89 tanh → 10, softmax with cross-entropy, momentum, batch 60.
        ["mnist-mlp"] = new(Kind.Training, DigitsWork, () => Training(
            [new Dense(89, new Tanh()), new Dense(10)], new SoftmaxCrossEntropy(), new SgdMomentum(0.1f), Normal(60, 784), OneHot(60, 10))),
        // 60 images of 28 × 28 → 16 channels 5 × 5 tanh → 10.
        ["conv-1layer"] = new(Kind.Training, Work.Convolution(60, 784, 1, 16, 5, first: true) + Work.Dense(60, 12544, 10), () => Training(
            [new Conv2D(16, 5, activation: new Tanh()), new Flatten(), new Dense(10)],
            new SoftmaxCrossEntropy(), new SgdMomentum(0.1f), Normal(60, 1, 28, 28), OneHot(60, 10))),
        // → 14 channels 5 × 5 tanh → 7 channels 5 × 5 tanh → 32 tanh → 10.
        ["conv-2layer"] = new(Kind.Training, ConvolutionsWork, () => Training(
            [new Conv2D(14, 5, activation: new Tanh()), new Conv2D(7, 5, activation: new Tanh()), new Flatten(),
                new Dense(32, new Tanh()), new Dense(10)],
            new SoftmaxCrossEntropy(), new SgdMomentum(0.01f), Normal(60, 1, 28, 28), OneHot(60, 10))),
        // The same two, through modules that are differentiated by themselves.
        ["mnist-mlp-modules"] = new(Kind.Variant, DigitsWork, ModuleWorkloads.Digits),
        ["conv-2layer-modules"] = new(Kind.Variant, ConvolutionsWork, ModuleWorkloads.Convolutions),
        ["conv-bn"] = new(Kind.Training,
            Work.Convolution(512, 196, 1, 8, 5, first: true) + Work.Convolution(512, 49, 8, 16, 3) + Work.Convolution(512, 16, 16, 32, 3)
            + Work.Convolution(512, 4, 32, 64, 3) + Work.Convolution(512, 1, 64, 10, 3),
            ModuleWorkloads.ConvolutionWithBatchNorm),
        ["autoencoder"] = new(Kind.Training,
            EncoderWork + Work.Dense(60, 5488, 28) + Work.Dense(60, 28, 5488)
            + Work.Convolution(60, 784, 7, 14, 5) + Work.Convolution(60, 784, 14, 1, 5),
            ModuleWorkloads.Autoencoder),
        // 32 texts of 25 one-hot characters → 256 units → 62.
        ["rnn"] = new(Kind.Training, CharactersWork(gates: 1), () => ModuleWorkloads.Characters(new DeepLearning.Modules.Rnn(62, 256))),
        ["gru"] = new(Kind.Training, CharactersWork(gates: 3), () => ModuleWorkloads.Characters(new DeepLearning.Modules.Gru(62, 256))),
        ["lstm"] = new(Kind.Training, CharactersWork(gates: 4), () => ModuleWorkloads.Characters(new DeepLearning.Modules.Lstm(62, 256))),
        ["lstm-2layer"] = new(Kind.Training, CharactersWork(gates: 4) + 2 * Work.Recurrence(32, 25, 256, 4),
            () => ModuleWorkloads.Characters(new DeepLearning.Modules.Lstm(62, 256, layers: 2))),
        // 12 texts of 64 characters out of 65 → four blocks of width 128 with four heads → 65: chapter 13's.
        ["gpt"] = new(Kind.Training, GptWork, ModuleWorkloads.Gpt),
        // 128 images → 16 channels → three residual blocks to 64 channels → the mean of each → 10: chapter 12's.
        ["resnet"] = new(Kind.Training, ResNetWork, ModuleWorkloads.ResNet),
        ["gemm-64"] = Product(64),
        ["gemm-256"] = Product(256),
        ["gemm-512"] = Product(512),
        ["gemm-1024"] = Product(1024),
        ["gemm-2048"] = Product(2048),
        ["gemm-4096"] = Product(4096),
        ["gemm-8192"] = Product(8192),
    };

    private static double DigitsWork => Work.Dense(60, 784, 89, first: true) + Work.Dense(60, 89, 10);

    private static double EncoderWork => Work.Convolution(60, 784, 1, 14, 5, first: true) + Work.Convolution(60, 784, 14, 7, 5);

    private static double ConvolutionsWork => EncoderWork + Work.Dense(60, 5488, 32) + Work.Dense(60, 32, 10);

    // The input's share of the first layer is a look-up.
    private static double CharactersWork(int gates) => Work.Recurrence(32, 25, 256, gates) + Work.Dense(800, 256, 62);

    // Half of the scores look ahead and are needed by nobody. The embedding is a look-up on the way in, and a product on the way out.
    private static double GptWork =>
        4 * (4 * Work.Dense(768, 128, 128) + Work.Dense(768, 128, 512) + Work.Dense(768, 512, 128) +
            12 * 4 * 2 * Work.Dense(64, 32, 64) / 2)
        + Work.Dense(768, 128, 65);

    private static double ResNetWork =>
        Work.Convolution(128, 784, 1, 16, 3, first: true)
        + Work.Convolution(128, 49, 16, 32, 3) + 3 * Work.Convolution(128, 49, 32, 32, 3) + Work.Convolution(128, 49, 16, 32, 1)
        + Work.Convolution(128, 16, 32, 64, 3) + Work.Convolution(128, 16, 64, 64, 3) + Work.Convolution(128, 16, 32, 64, 1) +
            Work.Dense(128, 64, 10);

    /// <summary>A workload that ends its steps when the device is done: a graphics card only takes orders, and a copy to the program's
    /// memory waits for all of them.</summary>
    public static Running Make(string name)
    {
        var running = All[name].Make();
        if (Device.Default == Device.Cpu) return running;
        var (step, last, number) = (running.Step, Tensor.Zeros([1]), new float[1]);
        return running with
        {
            Step = () =>
            {
                step();
                last.Backend.Download(last, number);
            },
        };
    }

    /// <summary>Forward, loss, backward and the optimizer's step, as the trainer does it for every batch.</summary>
    private static Running Training(Layer[] layers, Loss loss, Optimizer optimizer, Tensor x, Tensor y)
    {
        var network = new NeuralNetwork(layers, loss);
        network.Forward(x); // The parameters take their shapes from the first input.
        return new(
            () =>
            {
                using var scope = new TensorScope();
                network.TrainBatch(x, y);
                optimizer.Step(network.Values);
            },
            () =>
            {
                using var scope = new TensorScope();
                return network.Loss.Forward(network.Forward(x), y);
            },
            network.Values);
    }

    private static Workload Product(int size) => new(Kind.Product, Work.Product(size), () =>
    {
        Tensor a = Normal(size, size), b = Normal(size, size), c = Tensor.Zeros([size, size]);
        return new(() => a.Backend.MatMul(a, false, b, false, c, accumulate: false));
    });

    public static Tensor Normal(params int[] shape)
    {
        var random = new RandomState(0);
        var values = new float[shape.Aggregate(1, (product, length) => product * length)];
        for (var i = 0; i < values.Length; i++) values[i] = (float)random.Randn();
        return Tensor.FromArray(values, [.. shape]);
    }

    public static Tensor OneHot(int rows, int classes, uint seed = 0)
    {
        var (targets, random) = (new float[rows, classes], new RandomState(seed));
        for (var row = 0; row < rows; row++) targets[row, random.RandInt(0, classes)] = 1;
        return Tensor.FromArray(targets);
    }
}
