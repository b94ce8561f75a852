using DeepLearning.Autograd;
using DeepLearning.Data;
using DeepLearning.Exercises.OptimizerLab;
using DeepLearning.Modules;
using DeepLearning.Optimizers;
using DeepLearning.Random;
using DeepLearning.Tensors;
using DeepLearning.Training;

namespace DeepLearning.Exercises.Tests.OptimizerLab;

/// <summary>A hand-in that gains every point, on small made-up data, to be spoiled in one respect at a time.</summary>
internal static class HandIn
{
    public static LabData Data { get; } = MakeData();

    public static GridResult Optimizers { get; } = Grid("optimizer", ["SGD", "momentum", "Adam"], [20]).Run(Run);

    public static GridResult Batches { get; } = Grid("optimizer", ["SGD"], [5, 10, 20, 80]).Run(Run);

    public static LabAnswer Right { get; } = new()
    {
        Model = () => new Digits(),
        TrainEpoch = TrainEpoch,
        Accuracy = Accuracy,
        Optimizer = Make,
        OptimizerStudy = Optimizers,
        BatchStudy = Batches,
        Conclusions = Conclude(Optimizers, Batches),
    };

    public sealed class Digits : Module
    {
        private readonly Linear _hidden = new(784, 89);
        private readonly Linear _scores = new(89, 10);

        public override Tensor Forward(Tensor input) => _scores.Call(_hidden.Call(input).Sigmoid());
    }

    public static void TrainEpoch(Module model, Optimizer optimizer, DataLoader loader)
    {
        model.Train();
        var parameters = model.Parameters().ToList();
        foreach (var (images, labels) in loader)
        {
            using var step = new TensorScope();
            model.ZeroGrad();
            new CrossEntropyLoss().Call(model.Call(images), labels).Backward();
            optimizer.Step(parameters);
        }
    }

    public static double Accuracy(Module model, Tensor images, Tensor labels)
    {
        model.Eval();
        using var quiet = new NoGrad();
        return Metrics.Accuracy(model.Call(images), labels);
    }

    public static Optimizer Make(string name, double rate) => name switch
    {
        "SGD" => new Sgd((float)rate),
        "momentum" => new SgdMomentum((float)rate),
        "Adam" => new Adam((float)rate),
        _ => throw new ArgumentException(name),
    };

    public static GridRun Grid(string first, string[] optimizers, double[] batches, uint[]? seeds = null, double[]? rates = null) =>
        new GridRun(seeds ?? [1, 2, 3]) { Output = TextWriter.Null }.Axis(first, optimizers)
            .Axis("rate", rates ?? [0.0001, 0.001, 0.01, 0.1, 1, 10]).Axis("batch", batches);

    public static IReadOnlyList<double> Run(GridCell cell) => Run(cell, Make);

    public static IReadOnlyList<double> Run(GridCell cell, Func<string, double, Optimizer> make)
    {
        var (model, optimizer) = (new Digits(), make(cell["optimizer"], cell.Number("rate")));
        var loader = new DataLoader(Data.TrainX, Data.TrainY, (int)cell.Number("batch"), shuffleSeed: cell.Seed);
        var curve = new List<double>();
        for (var epoch = 0; epoch < Data.Epochs; epoch++)
        {
            TrainEpoch(model, optimizer, loader);
            curve.Add(Accuracy(model, Data.ValidationX, Data.ValidationY));
        }
        return curve;
    }

    /// <summary>Conclusions drawn by counting, in other words than the marker's.</summary>
    public static LabConclusions Conclude(GridResult optimizers, GridResult batches)
    {
        var best = optimizers.Best()!;
        var score = best.Score!;
        return new()
        {
            BestRates = optimizers.BestBy("optimizer").ToDictionary(setting => setting["optimizer"], setting => setting.Number("rate")),
            BestOptimizers = [.. Level(optimizers, "optimizer").Select(setting => setting["optimizer"])],
            BestBatchSizes = [.. Level(batches, "batch").Select(setting => setting.Number("batch"))],
            NextRun = (score.Mean - 0.02, score.Mean + 0.02),
        };
    }

    private static IEnumerable<GridSetting> Level(GridResult study, string axis)
    {
        var best = study.BestBy(axis).MaxBy(setting => setting.Score!.Mean)!.Score!;
        return study.BestBy(axis).Where(setting =>
        {
            var other = setting.Score!;
            var error = Math.Sqrt(best.Deviation * best.Deviation / best.Count + other.Deviation * other.Deviation / other.Count);
            return best.Mean - other.Mean == 0 || best.Mean - other.Mean < 3 * error;
        });
    }

    /// <summary>Ten patterns under noise, hard enough that no setting reads all of them.</summary>
    private static LabData MakeData()
    {
        var random = new RandomState(1);
        var patterns = random.Randn(10, 784);
        (Tensor X, Tensor Y) Rows(int count)
        {
            int[] labels = [.. Enumerable.Range(0, count).Select(i => i % 10)];
            var values = new float[count * 784];
            for (var i = 0; i < values.Length; i++) values[i] = (float)(0.18 * patterns[labels[i / 784], i % 784] + random.Randn(1)[0]);
            return (Tensor.FromArray(values, [count, 784]), OneHot.Encode(labels, 10));
        }
        var (train, validation, test) = (Rows(400), Rows(600), Rows(300));
        return new(train.X, train.Y, validation.X, validation.Y, test.X, test.Y, Epochs: 2);
    }
}
