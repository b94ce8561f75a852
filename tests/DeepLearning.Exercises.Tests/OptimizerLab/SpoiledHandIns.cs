using DeepLearning.Autograd;
using DeepLearning.Exercises.OptimizerLab;
using DeepLearning.Modules;
using DeepLearning.Optimizers;
using DeepLearning.Tensors;
using DeepLearning.Training;

namespace DeepLearning.Exercises.Tests.OptimizerLab;

/// <summary>One hand-in for each kind of mistake: what it loses, and words that one of its rows must say.</summary>
internal static class SpoiledHandIns
{
    private const string Parameters = "Parameters() finds all", Shapes = "images [N, 784]", Scores = "the scores are",
        Gradients = "the loss has";
    private const string Steps = "every step follows", Calls = "the network is", Accuracy = "the accuracy is", Reads = "trained on the";
    private const string Kinds = "optimizers: SGD and at", Seeds = "optimizers: at least three",
        Confirmed = "optimizers: sampled runs come";
    private const string Rates = "at least five", Edge = "no optimizer's best";
    private const string Sizes = "batch: at least four", OwnRates = "batch: each size with", BatchConfirmed = "batch: sampled runs come";
    private const string BestRates = "the best rate", BestOptimizers = "the best optimizer,", BestSizes = "the best batch",
        NextRun = "where a run";

    private static readonly string[] s_optimizerStudy = [Kinds, Seeds, Confirmed, Rates, Edge, BestRates, BestOptimizers, NextRun];
    private static readonly string[] s_batchStudy = [Sizes, OwnRates, BatchConfirmed, BestSizes];
    private static readonly string[] s_studies = [.. s_optimizerStudy, .. s_batchStudy];

    internal sealed record Spoiled(Func<LabAnswer> Answer, string[] Lost, string Says);

    public static IReadOnlyDictionary<string, Spoiled> All { get; } = new Dictionary<string, Spoiled>
    {
        ["layers made by a lazy sequence"] = Network(() => new Lazy(), [Parameters, Scores, Gradients, Reads],
            "Parameters() finds none. Layers that are made inside Forward, or by a lazy sequence"),
        ["a layer behind a function"] = Network(() => new Hiding(), [Parameters, Scores, Gradients, Reads], "Hiding.scores hides a Linear"),
        ["no second bias"] = Network(() => Chain(new Linear(784, 89), new Sigmoid(), new Linear(89, 10, bias: false)),
            [Parameters, Scores], "Found 70,755 numbers in 3 tensors"),
        ["a hundred hidden neurons"] = Network(() => Chain(new Linear(784, 100), new Sigmoid(), new Linear(100, 10)), [Parameters, Scores],
            "expected 70,765 in 4"),
        ["tanh"] = Network(() => Chain(new Linear(784, 89), new Tanh(), new Linear(89, 10)), [Scores], "uses tanh"),
        ["ReLU"] = Network(() => Chain(new Linear(784, 89), new ReLU(), new Linear(89, 10)), [Scores], "uses the ReLU"),
        ["no activation"] = Network(() => Chain(new Linear(784, 89), new Linear(89, 10)), [Scores], "no activation between the two layers"),
        ["a sigmoid at the end"] = Network(() => Chain(new Linear(784, 89), new Sigmoid(), new Linear(89, 10), new Sigmoid()), [Scores],
            "ends with a sigmoid"),
        ["a softmax at the end"] = Network(() => Wrapped(x => Functional.Softmax(x)), [Scores, Reads], "ends with softmax"),
        ["scores of the wrong shape"] = Network(() => Wrapped(x => x.Reshape(x.Shape[0], 5, 2)), [Shapes, Gradients, Reads],
            "Images [3, 784] give [3, 5, 2]; expected [3, 10]."),
        ["scores times two"] = Network(() => Wrapped(x => x * 2), [Scores], "Write that line down and compare"),
        ["scores cut off from the graph"] = Network(() => Wrapped(x => x.Detach()), [Gradients, Reads],
            "this tensor was not computed from one that requires a gradient"),
        ["a layer left out of the graph"] = Network(() => new HalfRecorded(), [Gradients, Reads],
            "hidden.Weight has no gradient after Backward"),

        ["gradients that add up"] = Loop((model, optimizer, batch) => Step(model, optimizer, batch, zero: false), [Steps, Reads],
            "they add up"),
        ["a sum for a mean"] = Loop((model, optimizer, batch) => Step(model, optimizer, batch, reduction: LossReduction.Sum), [Steps],
            "Your loss is the sum over the batch"),
        ["no step"] = Loop((model, _, batch) => Step(model, new Sgd(0), batch), [Steps, Reads], "The weights did not move"),
        ["another loss"] = Loop((model, optimizer, batch) => Step(model, optimizer, batch, other: true), [Steps, Reads],
            "the weights are not where they belong"),
        ["only the first batch"] = Train((model, optimizer, loader) => { model.Train(); Step(model, optimizer, loader.First()); },
            [Steps, Reads], "Only the first batch was trained on"),
        ["two epochs"] = Train((model, optimizer, loader) =>
            { for (var pass = 0; pass < 2; pass++) HandIn.TrainEpoch(model, optimizer, loader); }, [Steps], "went over the data twice"),
        ["Forward for Call"] = Loop((model, optimizer, batch) => Step(model, optimizer, batch, call: false), [Calls],
            "use model.Call(images)"),
        ["no Train()"] = Train((model, optimizer, loader) => { foreach (var batch in loader) Step(model, optimizer, batch); }, [Calls],
            "Begin with model.Train()"),
        ["a loop that does nothing"] = Train((_, _, _) => { }, [Steps, Calls, Reads], "The network was never run."),

        ["percent"] = Measure((model, x, y) => 100 * HandIn.Accuracy(model, x, y), "You give percent"),
        ["a count"] = Measure((model, x, y) => x.Shape[0] * HandIn.Accuracy(model, x, y), "Divide by the number of rows"),
        ["training mode"] = Measure((model, x, y) => Metrics.Accuracy(model.Call(x), y), "Begin with model.Eval()"),
        ["a typed-in accuracy"] = Measure((_, _, _) => 0.97, "On ten rows you give 0.97"),

        ["no studies"] = new(() => HandIn.Right with { OptimizerStudy = null, BatchStudy = null }, s_studies,
            "Not handed in: OptimizerStudy"),
        ["two optimizers"] = Optimizers(() => Study(["SGD", "Adam"]), [Kinds], "Only SGD and Adam"),
        ["no plain SGD"] = Optimizers(() => Study(["momentum", "Adam", "RMSProp"]), [Kinds],
            "Plain SGD, w −= rate · gradient, is not among momentum, Adam, RMSProp"),
        ["one optimizer under two names"] = Optimizers(() => Study(["SGD", "gradient descent", "Adam"]), [Kinds],
            "SGD and gradient descent take exactly the same steps"),
        ["two seeds"] = Optimizers(() => Study(["SGD", "momentum", "Adam"], seeds: [1, 2]), [Seeds],
            "has 2 finished runs; at least 3 seeds"),
        ["four rates"] = Optimizers(() => Study(["SGD", "momentum", "Adam"], rates: [0.001, 0.01, 0.1, 1]), [Rates, Edge],
            "4 values on the axis rate, from 0.001 to 1; at least 5"),
        ["rates side by side"] = Optimizers(() => Study(["SGD", "momentum", "Adam"], rates: [0.01, 0.02, 0.04, 0.08, 0.16]), [Rates, Edge],
            "beyond it there may be a better one"),
        ["no axis of batch sizes"] = new(() =>
            HandIn.Right with
            {
                OptimizerStudy = new GridRun(1) { Output = TextWriter.Null }.Axis("optimizer", "SGD").Axis("rate", 1.0)
                .Run(_ => 0.5)
            }, s_optimizerStudy,
            "OptimizerStudy has no axis 'batch'"),
        ["typed-in scores"] = new(() =>
            HandIn.Right with
            {
                OptimizerStudy = HandIn.Grid("optimizer", ["SGD", "momentum", "Adam"], [20])
                .Run(cell => 0.9 + 0.001 * cell.Seed)
            }, s_optimizerStudy,
            "training it again gives"),
        ["typed-in scores of batch sizes"] = new(() =>
            HandIn.Right with { BatchStudy = HandIn.Grid("optimizer", ["SGD"], [5, 10, 20, 80]).Run(cell => 1 / cell.Number("batch")) },
                s_batchStudy, "training it again gives"),
        ["every run failed"] = new(() =>
            HandIn.Right with
            {
                OptimizerStudy = HandIn.Grid("optimizer", ["SGD"], [20])
                .Run(cell => cell.Seed > 0 ? throw new IOException("disk full") : 1.0)
            }, s_optimizerStudy,
            "The first error: IOException: disk full"),

        ["a rate that is ignored"] = new(() => HandIn.Right with { Optimizer = (name, _) => HandIn.Make(name, 0.1) }, [.. s_studies],
            "training it again gives"),
        ["three sizes"] = Batches(() => BatchStudy([5, 20, 80]), [Sizes], "3 values on the axis batch, from 5 to 80; at least 4"),
        ["sizes side by side"] = Batches(() => BatchStudy([10, 12, 14, 20]), [Sizes], "the largest at least 16 times the smallest"),
        ["one rate for all sizes"] = Batches(() => BatchStudy([5, 10, 20, 80], rates: [0.1]), [OwnRates],
            "Every size was tried with 1 rate only"),
        ["several optimizers and sizes at once"] = Batches(() =>
            HandIn.Grid("optimizer", ["SGD", "Adam"], [5, 10, 20, 80], rates: [0.01, 0.1, 1]).Run(HandIn.Run), [Sizes],
                "Change one thing at a time"),

        ["a best rate that is not"] = Conclude(c => c with { BestRates = new Dictionary<string, double>(c.BestRates) { ["Adam"] = 10 } },
            BestRates, "For Adam you name 10"),
        ["a best rate that was not tried"] = Conclude(c =>
            c with { BestRates = new Dictionary<string, double>(c.BestRates) { ["SGD"] = 0.5 } }, BestRates,
                "names 0.5 for SGD, which your study did not try"),
        ["a rate forgotten"] = Conclude(c => c with { BestRates = new Dictionary<string, double> { ["SGD"] = 1 } }, BestRates,
            "BestRates says nothing about momentum"),
        ["an optimizer that was not tried"] = Conclude(c => c with { BestOptimizers = ["AdaGrad"] }, BestOptimizers,
            "names AdaGrad, which your study did not try"),
        ["a clearly worse size named"] = Conclude(c => c with { BestBatchSizes = [5, 10, 20, 80] }, BestSizes,
            "so it is clearly worse. Leave it out."),
        ["a level optimizer left out"] = Conclude(c => c with { BestOptimizers = [HandIn.Optimizers.Best()!["optimizer"]] },
            BestOptimizers, "which luck explains. Name it, too, or run more seeds."),
        ["the best optimizer left out"] = Conclude(c =>
            c with { BestOptimizers = [.. c.BestOptimizers.Where(name => name != HandIn.Optimizers.Best()!["optimizer"])] },
                BestOptimizers, "which is the best of your study"),
        ["no best optimizer"] = Conclude(c => c with { BestOptimizers = [] }, BestOptimizers, "BestOptimizers is empty."),
        ["no best size"] = Conclude(c => c with { BestBatchSizes = [80] }, BestSizes, "leaves out"),
        ["an expectation too wide"] = Conclude(c => c with { NextRun = (0, 1) }, NextRun, "at most 4 points between them"),
        ["an expectation far off"] = Conclude(c => c with { NextRun = (0.01, 0.02) }, NextRun, "you expected 1.0 % to 2.0 %"),
        ["no expectation"] = Conclude(c => c with { NextRun = default }, NextRun, "NextRun is empty"),
        ["no conclusions"] = new(() => HandIn.Right with { Conclusions = null }, [BestRates, BestOptimizers, BestSizes, NextRun],
            "Not handed in: Conclusions"),
    };

    /// <summary>A wrong network spoils every study that it is trained in again: without studies its own points show.</summary>
    private static Spoiled Network(Func<Module> make, string[] lost, string says) =>
        new(() => HandIn.Right with { Model = make, OptimizerStudy = null, BatchStudy = null }, [.. lost, .. s_studies], says);

    private static Spoiled Train(Action<Module, Optimizer, DeepLearning.Data.DataLoader> train, string[] lost, string says) =>
        new(() => HandIn.Right with { TrainEpoch = train, OptimizerStudy = null, BatchStudy = null }, [.. lost, .. s_studies], says);

    private static Spoiled Loop(Action<Module, Optimizer, (Tensor, Tensor)> step, string[] lost, string says) =>
        Train((model, optimizer, loader) =>
    {
        model.Train();
        foreach (var batch in loader) step(model, optimizer, batch);
    }, lost, says);

    private static Spoiled Measure(Func<Module, Tensor, Tensor, double> accuracy, string says) =>
        new(() => HandIn.Right with { Accuracy = accuracy }, [Accuracy], says);

    private static Spoiled Optimizers(Func<GridResult> study, string[] lost, string says) => new(() =>
    {
        var result = study();
        return HandIn.Right with { OptimizerStudy = result, Optimizer = Make, Conclusions = HandIn.Conclude(result, HandIn.Batches) };
    }, lost, says);

    private static Spoiled Batches(Func<GridResult> study, string[] lost, string says) => new(() =>
    {
        var result = study();
        return HandIn.Right with { BatchStudy = result, Conclusions = HandIn.Conclude(HandIn.Optimizers, result) };
    }, lost, says);

    private static Spoiled Conclude(Func<LabConclusions, LabConclusions> change, string lost, string says) =>
        new(() => HandIn.Right with { Conclusions = change(HandIn.Right.Conclusions!) }, [lost], says);

    private static GridResult Study(string[] optimizers, uint[]? seeds = null, double[]? rates = null) =>
        HandIn.Grid("optimizer", optimizers, [20], seeds, rates).Run(cell => HandIn.Run(cell, Make));

    private static GridResult BatchStudy(double[] sizes, double[]? rates = null) =>
        HandIn.Grid("optimizer", ["SGD"], sizes, rates: rates ?? [0.01, 0.1, 1]).Run(HandIn.Run);

    private static Optimizer Make(string name, double rate) => name switch
    {
        "gradient descent" => new Sgd((float)rate),
        "RMSProp" => new RmsProp((float)rate),
        _ => HandIn.Make(name, rate),
    };

    private static void Step(Module model, Optimizer optimizer, (Tensor Images, Tensor Labels) batch,
        bool zero = true, bool call = true, bool other = false, LossReduction reduction = LossReduction.Mean)
    {
        using var scope = new TensorScope();
        if (zero) model.ZeroGrad();
        var scores = call ? model.Call(batch.Images) : model.Forward(batch.Images);
        (other ? new BCEWithLogitsLoss() : (LossModule)new CrossEntropyLoss(reduction)).Call(scores, batch.Labels).Backward();
        optimizer.Step([.. model.Parameters()]);
    }

    private static Sequential Chain(params Module[] modules) => new(modules);

    private static After Wrapped(Func<Tensor, Tensor> ending) => new(ending);

    private sealed class After(Func<Tensor, Tensor> ending) : Module
    {
        private readonly HandIn.Digits _digits = new();

        public override Tensor Forward(Tensor input) => ending(_digits.Call(input));
    }

    private sealed class Lazy : Module
    {
        private readonly IEnumerable<Module> _layers = new[] { (784, 89), (89, 10) }.Select(size => new Linear(size.Item1, size.Item2));

        public override Tensor Forward(Tensor input)
        {
            var layers = _layers.ToList();
            return layers[1].Call(layers[0].Call(input).Sigmoid());
        }
    }

    private sealed class Hiding : Module
    {
        private readonly Linear _hidden = new(784, 89);
        private readonly Func<Tensor, Tensor> _scores = new Linear(89, 10).Call;

        public override Tensor Forward(Tensor input) => _scores(_hidden.Call(input).Sigmoid());
    }

    private sealed class HalfRecorded : Module
    {
        private readonly Linear _hidden = new(784, 89);
        private readonly Linear _scores = new(89, 10);

        public override Tensor Forward(Tensor input) => _scores.Call(_hidden.Call(input).Sigmoid().Detach());
    }
}
