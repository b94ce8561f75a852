using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;
using Layer = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace Benchmarks.Torch;

/// <summary>The same networks, shapes and optimizers as Workloads.cs and ModuleWorkloads.cs of the benchmarks.</summary>
internal static class Workloads
{
    private static readonly Dictionary<string, Func<Step>> s_all = new()
    {
        ["boston-mlp"] = () =>
        {
            var model = nn.Sequential(nn.Linear(13, 13), nn.Sigmoid(), nn.Linear(13, 1));
            return new Training(model, optim.SGD(model.parameters(), 0.01), SquaredError, randn(32, 13), randn(32, 1));
        },
        ["mnist-mlp"] = Digits,
        ["conv-1layer"] = () => Momentum(0.1, CrossEntropy, Images(60), Labels(60),
            nn.Conv2d(1, 16, 5, padding: 2), nn.Tanh(), nn.Flatten(), nn.Linear(12544, 10)),
        ["conv-2layer"] = Convolutions,
        ["mnist-mlp-modules"] = Digits,
        ["conv-2layer-modules"] = Convolutions,
        ["conv-bn"] = ConvolutionWithBatchNorm,
        ["autoencoder"] = () =>
        {
            var images = Images(60);
            return Momentum(0.01, SquaredError, images, images.alias(),
                [.. Encoder(), nn.Linear(5488, 28), nn.Tanh(), nn.Linear(28, 5488), nn.Tanh(), nn.Unflatten(1, [7, 28, 28]),
                    nn.Conv2d(7, 14, 5, padding: 2), nn.Tanh(), nn.Conv2d(14, 1, 5, padding: 2), nn.Tanh()]);
        },
        ["rnn"] = () => Characters("rnn"),
        ["gru"] = () => Characters("gru"),
        ["lstm"] = () => Characters("lstm"),
        ["lstm-2layer"] = () => Characters("lstm", layers: 2),
        ["gpt"] = () =>
        {
            var model = new Gpt();
            return new Training(model, optim.AdamW(model.parameters(), 1e-3, weight_decay: 0.1), CrossEntropy,
                randint(0, 65, [12, 64], dtype: ScalarType.Int64), Labels(768, 65));
        },
        ["resnet"] = () =>
        {
            var model = nn.Sequential(
                nn.Conv2d(1, 16, 3, padding: 1, bias: false), nn.MaxPool2d(2), nn.BatchNorm2d(16), nn.ReLU(),
                new ResidualBlock(16, 32, 2), new ResidualBlock(32, 32), new ResidualBlock(32, 64, 2),
                nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, 10));
            return new Training(model, optim.Adam(model.parameters(), 1e-3), CrossEntropy, Images(128), Labels(128));
        },
        ["gemm-64"] = () => new Product(64),
        ["gemm-256"] = () => new Product(256),
        ["gemm-512"] = () => new Product(512),
        ["gemm-1024"] = () => new Product(1024),
        ["gemm-2048"] = () => new Product(2048),
        ["gemm-4096"] = () => new Product(4096),
        ["gemm-8192"] = () => new Product(8192),
    };

    public static Step Make(string name)
    {
        manual_seed(0);
        return s_all[name]();
    }

    /// <summary>How many numbers a workload trains, and its losses after so many steps from weights drawn alike on all sides.</summary>
    public static object Losses(string name, int[] steps)
    {
        using var training = (Training)Make(name);
        training.Redraw();
        var (losses, done) = (new List<double>(), 0);
        foreach (var step in steps)
        {
            for (; done < step; done++) training.Run();
            losses.Add(training.Loss());
        }
        return new { parameters = training.Parameters, losses };
    }

    /// <summary>A product and a convolution, so that the libraries below say what they are, where they have been asked to.</summary>
    public static void Exercise()
    {
        using var scope = NewDisposeScope();
        ones(64, 64).mm(ones(64, 64));
        nn.Conv2d(14, 7, 5).call(Images(16).expand(16, 14, 28, 28));
    }

    private static Training Digits() =>
        Momentum(0.1, CrossEntropy, randn(60, 784), Labels(60), nn.Linear(784, 89), nn.Tanh(), nn.Linear(89, 10));

    private static Layer[] Encoder() =>
        [nn.Conv2d(1, 14, 5, padding: 2), nn.Tanh(), nn.Conv2d(14, 7, 5, padding: 2), nn.Tanh(), nn.Flatten()];

    private static Training Convolutions() =>
        Momentum(0.01, CrossEntropy, Images(60), Labels(60), [.. Encoder(), nn.Linear(5488, 32), nn.Tanh(), nn.Linear(32, 10)]);

    private static Training ConvolutionWithBatchNorm()
    {
        var layers = new List<Layer>();
        foreach (var (before, after, kernel) in ((int, int, int)[])[(1, 8, 5), (8, 16, 3), (16, 32, 3), (32, 64, 3), (64, 10, 3)])
            layers.AddRange([nn.Conv2d(before, after, kernel, stride: 2, padding: kernel / 2), nn.BatchNorm2d(after), nn.ReLU()]);
        return Momentum(0.06, CrossEntropy, Images(512), Labels(512), [.. layers[..^1], nn.Flatten()]);
    }

    private static Training Characters(string kind, int layers = 1)
    {
        var model = new CharacterModel(kind, layers);
        using var characters = randint(0, 62, [32, 25], dtype: ScalarType.Int64);
        var texts = F.one_hot(characters, 62).to_type(ScalarType.Float32);
        return new(model, optim.Adam(model.parameters(), 1e-3), CrossEntropy, texts, Labels(800, 62));
    }

    private static Training Momentum(double rate, Func<Tensor, Tensor, Tensor> loss, Tensor x, Tensor y, params Layer[] layers)
    {
        var model = nn.Sequential(layers);
        return new(model, optim.SGD(model.parameters(), rate, 0.9), loss, x, y);
    }

    private static Tensor Images(int count) => randn(count, 1, 28, 28);

    private static Tensor Labels(int count, int classes = 10) => randint(0, classes, [count], dtype: ScalarType.Int64);

    private static Tensor CrossEntropy(Tensor output, Tensor labels) => F.cross_entropy(output, labels);

    private static Tensor SquaredError(Tensor output, Tensor target) => F.mse_loss(output, target);
}
