using DeepLearning.Data;
using DeepLearning.Modules;
using DeepLearning.Random;
using DeepLearning.Tensors;

namespace DeepLearning.Exercises.OptimizerLab;

/// <summary>A tiny network that notes how it is used.</summary>
internal sealed class Probe : Module
{
    private readonly Linear _layer = new(6, 3);

    public Tensor Weight => _layer.Weight;

    /// <summary>How often <see cref="Forward"/> ran in training mode.</summary>
    public int InTraining { get; private set; }

    /// <summary>How often it ran in evaluation mode.</summary>
    public int InEvaluation { get; private set; }

    /// <summary>In training mode the scores come out in another order, as if dropout were at work.</summary>
    public bool Spoils { get; init; }

    public static Tensor Inputs { get; } = Tensor.FromArray(new RandomState(3).Randn(10, 6)).Keep();

    public static Tensor Targets { get; } = OneHot.Encode([0, 2, 1, 1, 0, 2, 2, 0, 1, 2], 3).Keep();

    public static DataLoader Loader() => new(Inputs, Targets, batchSize: 4, shuffleSeed: 5);

    public override Tensor Forward(Tensor input)
    {
        if (IsTraining) InTraining++;
        else InEvaluation++;
        var scores = _layer.Call(input);
        return Spoils && IsTraining ? -scores : scores;
    }
}
