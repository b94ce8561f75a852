using DeepLearning.Autograd;
using DeepLearning.Modules;
using DeepLearning.Optimizers;
using DeepLearning.Tensors;

namespace Benchmarks;

/// <summary>The workloads of the later chapters, on modules that are differentiated by themselves.</summary>
internal static class ModuleWorkloads
{
    /// <summary>784 → 89 tanh → 10, batch 60.</summary>
    public static Running Digits()
    {
        var model = new Sequential(new Linear(784, 89), new Tanh(), new Linear(89, 10));
        return Training(model, new SgdMomentum(0.1f), Workloads.Normal(60, 784), Workloads.OneHot(60, 10), new CrossEntropyLoss().Call);
    }

    /// <summary>60 images → 14 channels → 7 channels → 32 → 10, tanh everywhere.</summary>
    public static Running Convolutions()
    {
        var model = new Sequential(
            new Conv2d(1, 14, 5, padding: 2), new Tanh(), new Conv2d(14, 7, 5, padding: 2), new Tanh(), new Flatten(),
            new Linear(5488, 32), new Tanh(), new Linear(32, 10));
        return Training(model, new SgdMomentum(0.01f), Workloads.Normal(60, 1, 28, 28), Workloads.OneHot(60, 10),
            new CrossEntropyLoss().Call);
    }

    /// <summary>512 images → five convolutions of stride 2 (1-8 5 × 5, then 3 × 3 to 16, 32, 64, 10), batch norm after each, ReLU after
    /// all but the last.</summary>
    public static Running ConvolutionWithBatchNorm()
    {
        var layers = new List<Module>();
        foreach (var (before, after, kernel) in new[] { (1, 8, 5), (8, 16, 3), (16, 32, 3), (32, 64, 3), (64, 10, 3) })
            layers.AddRange([new Conv2d(before, after, kernel, stride: 2, padding: kernel / 2), new BatchNorm2d(after), new ReLU()]);
        var model = new Sequential([.. layers[..^1], new Flatten()]);
        return Training(model, new SgdMomentum(0.06f), Workloads.Normal(512, 1, 28, 28), Workloads.OneHot(512, 10),
            new CrossEntropyLoss().Call);
    }

    /// <summary>60 images → 14 channels → 7 channels → 28 numbers → 7 channels → 14 channels → the image, tanh everywhere; squared
    /// error.</summary>
    public static Running Autoencoder()
    {
        var model = new Sequential(
            new Conv2d(1, 14, 5, padding: 2), new Tanh(), new Conv2d(14, 7, 5, padding: 2), new Tanh(), new Flatten(),
            new Linear(5488, 28), new Tanh(), new Linear(28, 5488), new Tanh(), new Unflatten(7, 28, 28),
            new Conv2d(7, 14, 5, padding: 2), new Tanh(), new Conv2d(14, 1, 5, padding: 2), new Tanh());
        var x = Workloads.Normal(60, 1, 28, 28);
        return Training(model, new SgdMomentum(0.01f), x, x, new MSELoss().Call);
    }

    /// <summary>32 texts of 25 characters out of 62, one-hot → recurrent layers of 256 → 62; cross-entropy at all 800 positions;
    /// Adam.</summary>
    public static Running Characters(Module recurrent)
    {
        var model = new CharacterModel(recurrent);
        var texts = Workloads.OneHot(800, 62).Reshape(32, 25, 62);
        return Training(model, new Adam(1e-3f), texts, Workloads.OneHot(800, 62, seed: 1), new CrossEntropyLoss().Call);
    }

    /// <summary>12 texts of 64 characters out of 65 → a GPT of four blocks, width 128, four heads; cross-entropy at all 768 positions;
    /// AdamW.</summary>
    public static Running Gpt()
    {
        var model = new TextModel(new Gpt(65, context: 64, width: 128, heads: 4, layers: 4));
        var random = new System.Random(3);
        var texts = Tensor.FromArray([.. Enumerable.Range(0, 768).Select(_ => (float)random.Next(65))], [12, 64]);
        return Training(model, new AdamW(1e-3f, weightDecay: 0.1f), texts, Workloads.OneHot(768, 65, seed: 1), new CrossEntropyLoss().Call);
    }

    /// <summary>128 images → convolution to 16 channels, pooling, batch norm → residual blocks of 32, 32, 64 channels → their means → 10;
    /// Adam.</summary>
    public static Running ResNet()
    {
        var model = new Sequential(
            new Conv2d(1, 16, 3, padding: 1, bias: false), new MaxPool2d(2), new BatchNorm2d(16), new ReLU(),
            new ResidualBlock(16, 32, stride: 2), new ResidualBlock(32, 32), new ResidualBlock(32, 64, stride: 2),
            new GlobalAvgPool2d(), new Linear(64, 10));
        return Training(model, new Adam(1e-3f), Workloads.Normal(128, 1, 28, 28), Workloads.OneHot(128, 10), new CrossEntropyLoss().Call);
    }

    private static Running Training(Module model, Optimizer optimizer, Tensor x, Tensor y, Func<Tensor, Tensor, Tensor> loss)
    {
        Tensor[] parameters = [.. model.Parameters()];
        return new(
            () =>
            {
                using var scope = new TensorScope();
                foreach (var parameter in parameters) parameter.Grad?.Fill(0);
                loss(model.Call(x), y).Backward();
                optimizer.Step(parameters);
            },
            () =>
            {
                using var scope = new TensorScope();
                return loss(model.Call(x), y).Item();
            },
            parameters);
    }

    private sealed class TextModel(Gpt gpt) : Module
    {
        public Gpt Gpt { get; } = gpt;

        public override Tensor Forward(Tensor input) => Gpt.Call(input).Reshape(-1, 65);
    }

    private sealed class CharacterModel(Module recurrent) : Module
    {
        public Module Recurrent { get; } = recurrent;

        public Linear Output { get; } = new(256, 62);

        public override Tensor Forward(Tensor input) => Output.Call(Recurrent.Call(input)).Reshape(-1, 62);
    }
}
