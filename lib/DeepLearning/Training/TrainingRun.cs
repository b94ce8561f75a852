using System.Globalization;
using DeepLearning.Data;
using DeepLearning.Optimizers;
using DeepLearning.Serialization;
using DeepLearning.Tensors;

namespace DeepLearning.Training;

/// <summary>One call of <see cref="Trainer.Fit"/>: its rows in their present order, and the losses so far.</summary>
internal sealed class TrainingRun(
    NeuralNetwork network, Optimizer optimizer, Split<Tensor> data, int batchSize, ProgressWriter progress, int epochs, CancellationToken cancellation)
{
    private readonly List<int> _evaluations = [];
    private readonly List<double> _validationLosses = [];
    private readonly List<double> _trainingLosses = [];
    private readonly int[] _order = [.. Enumerable.Range(0, data.TrainX.Shape[0])];
    private int _steps;

    public bool ChecksLoss { get; init; }

    /// <summary>One pass over all training rows in a new random order, a step for each batch.</summary>
    public void TrainEpoch(int epoch)
    {
        // The order of the last epoch is shuffled again: a permutation of a permutation.
        network.Random.Shuffle(_order.AsSpan());
        var sum = 0.0;
        for (var start = 0; start < _order.Length; start += batchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            var rows = _order.AsSpan(start, Math.Min(batchSize, _order.Length - start));
            // Losses are means over rows: a short last batch counts for its rows only.
            sum += (double)Step(rows) * rows.Length;
            progress.Passing(epoch, epochs, sum / (start + rows.Length), (epoch - 1 + (double)(start + 1) / _order.Length) / epochs);
        }
        _trainingLosses.Add(sum / _order.Length);
    }

    /// <summary>The loss on the test rows, after so many epochs.</summary>
    public double Evaluate(int epoch)
    {
        using var scope = new TensorScope();
        var loss = network.Loss.Forward(network.Predict(data.TestX), data.TestY);
        if (ChecksLoss) LossCheck.ThrowUnlessFiniteInTest(loss, _steps, network, data.TestX, data.TestY, optimizer.LearningRate);
        _evaluations.Add(epoch);
        _validationLosses.Add(loss);
        return loss;
    }

    /// <summary>What the run has come to, for a checkpoint.</summary>
    public RunState State
    {
        get => new(_steps, _order, _evaluations, _validationLosses, _trainingLosses);
        set
        {
            _steps = value.Steps;
            for (var i = 0; i < _order.Length; i++) _order[i] = value.Order[i];
            _evaluations.AddRange(value.Evaluations);
            _validationLosses.AddRange(value.ValidationLosses);
            _trainingLosses.AddRange(value.TrainingLosses);
        }
    }

    /// <summary>Throws if the state is one of a run over other rows.</summary>
    public void Require(RunState state, string file)
    {
        if (state.Order.Count != _order.Length)
            throw new InvalidDataException($"{file}: the checkpoint was written in a training on {state.Order.Count} rows; these are {_order.Length}.");
    }

    public TrainingHistory History(int bestEpoch, double bestLoss, bool stoppedEarly) =>
        new([.. _evaluations], [.. _validationLosses], [.. _trainingLosses], bestEpoch, bestLoss, stoppedEarly);

    private float Step(ReadOnlySpan<int> rows)
    {
        // What the step computes goes back to the pool at its end; the parameters live on.
        using var scope = new TensorScope();
        var (input, target) = (data.TrainX.Rows(rows), data.TrainY.Rows(rows));
        var loss = network.TrainBatch(input, target);
        _steps++;
        if (ChecksLoss) LossCheck.ThrowUnlessFinite(loss, _steps, network, input, target, optimizer.LearningRate);
        optimizer.Step(network.Values);
        for (var i = 0; i < network.Values.Length; i++) network.Values[i].Grad = null;
        return loss;
    }
}

/// <summary>Steps taken, the present order of the rows, and the losses so far.</summary>
internal sealed record RunState(int Steps, IReadOnlyList<int> Order, IReadOnlyList<int> Evaluations, IReadOnlyList<double> ValidationLosses, IReadOnlyList<double> TrainingLosses);

/// <summary>What was asked of <see cref="Trainer.Fit"/>.</summary>
internal sealed record TrainingPlan(int Epochs, int EvaluateEvery, int BatchSize, bool EarlyStopping)
{
    private const string EpochsKey = "epochs", EvaluateKey = "evaluate_every", BatchKey = "batch_size", StoppingKey = "early_stopping";

    public IEnumerable<(string Key, string Value)> Notes =>
        [(EpochsKey, Text(Epochs)), (EvaluateKey, Text(EvaluateEvery)), (BatchKey, Text(BatchSize)), (StoppingKey, EarlyStopping ? "1" : "0")];

    public static TrainingPlan Read(CheckpointNotes notes) => new(Positive(notes, EpochsKey), Positive(notes, EvaluateKey), Positive(notes, BatchKey), notes.Whole(StoppingKey) != 0);

    private static int Positive(CheckpointNotes notes, string key) => notes.Whole(key) is > 0 and var value ? value : throw notes.Bad(key, "a number above 0");

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What happened during training: the losses, and which epoch's network was kept.</summary>
/// <param name="Epochs">After how many epochs the network was evaluated.</param>
/// <param name="ValidationLosses">The loss on the test rows at each of these.</param>
/// <param name="TrainingLosses">The loss of every epoch, the mean over its rows while the weights change from batch to batch; the first
/// one first.</param>
/// <param name="BestEpoch">The evaluation with the lowest validation loss; with early stopping its network is the one that was kept.</param>
/// <param name="BestLoss">The validation loss there.</param>
/// <param name="StoppedEarly">Whether training ended because the validation loss no longer fell.</param>
/// <remarks>Ready to be plotted: <c>Chart.Line(history.Epochs, history.ValidationLosses)</c>.</remarks>
public sealed record TrainingHistory(
    IReadOnlyList<int> Epochs,
    IReadOnlyList<double> ValidationLosses,
    IReadOnlyList<double> TrainingLosses,
    int BestEpoch,
    double BestLoss,
    bool StoppedEarly)
{
    /// <summary>One sentence.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{TrainingLosses.Count} epochs{(StoppedEarly ? ", stopped early" : "")}; lowest validation loss {BestLoss:F3} after {BestEpoch}");
}
