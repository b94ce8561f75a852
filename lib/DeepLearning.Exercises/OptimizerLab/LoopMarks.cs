using System.Globalization;
using DeepLearning.Data;
using DeepLearning.Exercises.Marking;
using DeepLearning.Modules;
using DeepLearning.Optimizers;
using DeepLearning.Tensors;

namespace DeepLearning.Exercises.OptimizerLab;

/// <summary>Two points for training and evaluation.</summary>
internal static class LoopMarks
{
    private const string Part = "Training and evaluation";
    private const float Rate = 0.3f;

    public static void Add(Rubric rubric, LabAnswer answer, LabData data)
    {
        var train = answer.TrainEpoch ?? ((_, _, _) => throw new NotHandedInException("Not handed in: TrainEpoch = TrainEpoch, a method that takes a Module, an Optimizer and a DataLoader."));
        var accuracy = answer.Accuracy ?? ((_, _, _) => throw new NotHandedInException("Not handed in: Accuracy = Accuracy, a method that takes a Module, images and labels, and gives a share."));
        rubric.Ask(Part, "every step follows the gradient of its own batch", 0.5, () => Steps(train));
        rubric.Ask(Part, "the network is called, and in training mode", 0.5, () => Calls(train));
        rubric.Ask(Part, "the accuracy is right, and measured in evaluation mode", 0.5, () => Measures(accuracy));
        rubric.Ask(Part, "trained on the lab's images it reads as well as the reference", 0.5, () => Reads(answer, train, data));
    }

    private static Finding Steps(Action<Module, Optimizer, DataLoader> train)
    {
        var got = After(model => train(model, new Sgd(Rate), Probe.Loader()));
        if (Close(got, After(model => ReferenceLoop.Epoch(model, new Sgd(Rate), Probe.Loader())))) return Finding.Good("After three batches every weight is where the reference has it.");
        if (Close(got, After(_ => { }))) return Finding.Lost("The weights did not move. Call Backward on the loss, then optimizer.Step with the network's parameters.");
        if (Close(got, After(model => ReferenceLoop.Epoch(model, new Sgd(Rate), Probe.Loader(), zero: false))))
            return Finding.Lost("From the second batch on, steps still carry the gradients of the batches before: they add up. Call model.ZeroGrad() before each Backward.");
        if (Close(got, After(model => ReferenceLoop.Epoch(model, new Sgd(Rate), Probe.Loader(), reduction: LossReduction.Sum))))
            return Finding.Lost("Your loss is the sum over the batch. Take the mean, or the step grows with the batch size: new CrossEntropyLoss().");
        if (Close(got, After(model => ReferenceLoop.Epoch(model, new Sgd(Rate), Probe.Loader(), mostBatches: 1))))
            return Finding.Lost("Only the first batch was trained on. Go over the whole loader: foreach (var (images, labels) in loader).");
        if (Close(got, After(Twice)))
            return Finding.Lost("TrainEpoch went over the data twice. It trains for one epoch.");
        return Finding.Lost("After three batches of a small problem the weights are not where they belong. For each batch, in this order: ZeroGrad, Call, CrossEntropyLoss, Backward, Step.");

        static void Twice(Probe model)
        {
            var loader = Probe.Loader();
            for (var epoch = 0; epoch < 2; epoch++) ReferenceLoop.Epoch(model, new Sgd(Rate), loader);
        }

        static float[] After(Action<Probe> run)
        {
            Module.Seed(20);
            var probe = new Probe();
            run(probe);
            return probe.Weight.ToArray();
        }
    }

    private static Finding Calls(Action<Module, Optimizer, DataLoader> train)
    {
        var (probe, called) = (new Probe(), 0);
        probe.Called += (_, _) => called++;
        probe.Eval();
        train(probe, new Sgd(Rate), Probe.Loader());
        if (probe.InTraining + probe.InEvaluation == 0) return Finding.Lost("The network was never run.");
        if (called < probe.InTraining + probe.InEvaluation) return Finding.Lost("You run model.Forward(images). Nobody who listens to the network hears of that; use model.Call(images).");
        if (probe.InEvaluation > 0) return Finding.Lost("The network came in evaluation mode, as an evaluation leaves it, and was trained like that: dropout would do nothing. Begin with model.Train().");
        return Finding.Good("Listeners hear every batch, and the mode is training.");
    }

    private static Finding Measures(Func<Module, Tensor, Tensor, double> accuracy)
    {
        Module.Seed(21);
        var probe = new Probe { Spoils = true };
        probe.Train();
        var got = accuracy(probe, Probe.Inputs, Probe.Targets);
        var right = ReferenceLoop.Accuracy(probe, Probe.Inputs, Probe.Targets);
        if (Math.Abs(got - right) < 1e-9) return Finding.Good("Right on ten rows, also for a network that came in training mode.");
        if (Math.Abs(got / 100 - right) < 1e-9) return Finding.Lost("You give percent. The studies need the share, from 0 to 1.");
        if (Math.Abs(got * 10 - right * 100) < 1e-9) return Finding.Lost("You give the number of right answers. Divide by the number of rows.");
        probe.Train();
        var spoiled = DeepLearning.Training.Metrics.Accuracy(probe.Call(Probe.Inputs), Probe.Targets);
        return Math.Abs(got - spoiled) < 1e-9
            ? Finding.Lost("You measure in training mode, where dropout and its like disturb the answer. Begin with model.Eval().")
            : Finding.Lost(string.Create(CultureInfo.InvariantCulture, $"On ten rows you give {got:0.###}; {right:0.###} is right. Count the rows whose largest score stands where the label has its 1."));
    }

    private static Finding Reads(LabAnswer answer, Action<Module, Optimizer, DataLoader> train, LabData data)
    {
        if (answer.Model is not { } make) return Finding.Lost("Needs your network: hand in Model, too.");
        var got = Trained(make, train);
        var reference = Trained(() => new Sequential(new Linear(784, 89), new Sigmoid(), new Linear(89, 10)), (model, optimizer, loader) => ReferenceLoop.Epoch(model, optimizer, loader));
        var text = string.Create(CultureInfo.InvariantCulture, $"{100 * got:F1} % of the test images, the reference {100 * reference:F1} %");
        return got >= reference - 0.02 ? Finding.Good($"{text}.") : Finding.Lost($"Your network and your loop read {text}. Find the row above that failed; if none did, look at how your parameters start.");

        double Trained(Func<Module> make, Action<Module, Optimizer, DataLoader> train)
        {
            Module.Seed(30);
            var (model, optimizer, loader) = (make(), new Adam(0.005f), new DataLoader(data.TrainX, data.TrainY, 60, shuffleSeed: 30));
            for (var epoch = 0; epoch < data.Epochs; epoch++) train(model, optimizer, loader);
            return ReferenceLoop.Accuracy(model, data.TestX, data.TestY);
        }
    }

    private static bool Close(float[] a, float[] b) => a.Zip(b).All(pair => Math.Abs(pair.First - pair.Second) < 1e-4);
}
