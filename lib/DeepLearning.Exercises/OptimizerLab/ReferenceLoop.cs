using DeepLearning.Autograd;
using DeepLearning.Data;
using DeepLearning.Modules;
using DeepLearning.Optimizers;
using DeepLearning.Tensors;
using DeepLearning.Training;

namespace DeepLearning.Exercises.OptimizerLab;

/// <summary>Training and evaluation as the lab asks for them, and with the mistakes that the marker recognises.</summary>
internal static class ReferenceLoop
{
    public static void Epoch(Module model, Optimizer optimizer, DataLoader loader,
        bool zero = true, LossReduction reduction = LossReduction.Mean, int mostBatches = int.MaxValue)
    {
        model.Train();
        var (loss, parameters) = (new CrossEntropyLoss(reduction), model.Parameters().ToList());
        foreach (var (images, labels) in loader.Take(mostBatches))
        {
            using var scope = new TensorScope();
            if (zero) model.ZeroGrad();
            loss.Call(model.Call(images), labels).Backward();
            optimizer.Step(parameters);
        }
    }

    public static double Accuracy(Module model, Tensor images, Tensor labels)
    {
        model.Eval();
        using var quiet = new NoGrad();
        using var scope = new TensorScope();
        return Metrics.Accuracy(model.Call(images), labels);
    }
}
