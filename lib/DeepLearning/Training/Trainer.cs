using System.Globalization;
using DeepLearning.Data;
using DeepLearning.Optimizers;
using DeepLearning.Serialization;
using DeepLearning.Tensors;

namespace DeepLearning.Training;

/// <summary>Trains a network: shuffle, batches, steps, now and then a look at the test rows, and a stop when they no longer get better.</summary>
/// <remarks>Source: Weidman (2019), ch. 3.</remarks>
public sealed class Trainer
{
    /// <summary>Makes a trainer.</summary>
    /// <param name="network">What learns.</param>
    /// <param name="optimizer">The rule by which it does.</param>
    public Trainer(NeuralNetwork network, Optimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(optimizer);
        (Network, Optimizer) = (network, optimizer);
    }

    /// <summary>What learns.</summary>
    public NeuralNetwork Network { get; }

    /// <summary>The rule by which it does.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>The learning rate of each epoch; null leaves the optimizer's as it is.</summary>
    public LearningRateSchedule? Schedule { get; set; }

    /// <summary>Where progress is written; the console if null. <see cref="TextWriter.Null"/> keeps training silent.</summary>
    public TextWriter? Output { get; set; }

    /// <summary>Whether a loss that is infinite or not a number ends the training with a message that names the layer and the step; true unless switched off.</summary>
    public bool ChecksLoss { get; set; } = true;

    /// <summary>The file in which the whole state of the training is kept while it runs, for <see cref="Resume"/>; null for none.</summary>
    public string? CheckpointPath { get; set; }

    /// <summary>After how many epochs it is written; also at the end.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive.</exception>
    public int CheckpointEvery
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = 1;

    /// <summary>Told after each epoch of the losses so far, for instance to draw them while the training runs; null for nobody.</summary>
    public Action<TrainingHistory>? Watch { get; set; }

    internal TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Trains the network on the training rows and evaluates it on the test rows.</summary>
    /// <remarks>
    /// An epoch puts the rows into a new random order and takes one step for each batch; the last batch may be shorter. With early stopping, training ends at the
    /// first evaluation that is not better than the best one, and the network goes back to how it was at the best one: exactly that network, and the very
    /// object you passed in.
    /// </remarks>
    /// <param name="data">Rows to learn from and rows to be judged by.</param>
    /// <param name="epochs">How often every training row is used.</param>
    /// <param name="evaluateEvery">After how many epochs the network is evaluated; also after the last one.</param>
    /// <param name="batchSize">How many rows make a step.</param>
    /// <param name="earlyStopping">Whether to stop when the validation loss no longer falls.</param>
    /// <param name="restart">Whether to start from new weights, so that a second call gives the same result; false continues where the network is.</param>
    /// <param name="cancellation">Ends the training between two steps.</param>
    /// <returns>The losses along the way.</returns>
    /// <exception cref="ShapeException">Features and targets differ in rows, or the network does not take them.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    /// <exception cref="DivergenceException">The loss is infinite or not a number, and <see cref="ChecksLoss"/> is on; the network is as the step before left it.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the network is as the last step left it.</exception>
    public TrainingHistory Fit(Split<Tensor> data, int epochs = 100, int evaluateEvery = 10, int batchSize = 32,
        bool earlyStopping = true, bool restart = true, CancellationToken cancellation = default)
    {
        RequireSplit(data, "Trainer.Fit");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(epochs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(evaluateEvery);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        if (restart)
        {
            Network.Reset();
            Optimizer.Reset();
        }
        return Run(data, new(epochs, evaluateEvery, batchSize, earlyStopping), resume: null, cancellation);
    }

    /// <summary>Continues a training where its last checkpoint, at <see cref="CheckpointPath"/>, left it; the result is that of a training which was never interrupted.</summary>
    /// <param name="data">The same rows as before.</param>
    /// <param name="cancellation">Ends the training between two steps.</param>
    /// <returns>The losses along the whole way, also of the epochs before.</returns>
    /// <exception cref="InvalidOperationException">No path is set.</exception>
    /// <exception cref="InvalidDataException">The checkpoint is damaged, or one of another network, optimizer, schedule or number of rows.</exception>
    /// <exception cref="DivergenceException">As with <see cref="Fit"/>.</exception>
    public TrainingHistory Resume(Split<Tensor> data, CancellationToken cancellation = default)
    {
        RequireSplit(data, "Trainer.Resume");
        var path = CheckpointPath ?? throw new InvalidOperationException("Trainer.Resume: set CheckpointPath to the file that the interrupted training wrote.");
        var notes = new Checkpoint(Network, Optimizer) { Schedule = Schedule }.Open(path);
        return Run(data, TrainingPlan.Read(notes), notes, cancellation);
    }

    private TrainingHistory Run(Split<Tensor> data, TrainingPlan plan, CheckpointNotes? resume, CancellationToken cancellation)
    {
        var progress = new ProgressWriter(Output ?? Console.Out, Time);
        var run = new TrainingRun(Network, Optimizer, data, plan.BatchSize, progress, plan.Epochs, cancellation) { ChecksLoss = ChecksLoss };
        var best = new BestNetwork(Network);
        var checkpoint = new TrainingCheckpoint(new Checkpoint(Network, Optimizer) { Schedule = Schedule }, plan, run, best);
        var (done, stopped) = resume is null ? (0, false) : checkpoint.Load(resume);
        try
        {
            for (var epoch = done + 1; epoch <= plan.Epochs && !stopped; epoch++)
            {
                if (Schedule is not null) Optimizer.LearningRate = Schedule.At(epoch - 1, plan.Epochs);
                run.TrainEpoch(epoch);
                if (epoch % plan.EvaluateEvery == 0 || epoch == plan.Epochs) stopped = Judge(epoch, run.Evaluate(epoch), plan, best, progress);
                Watch?.Invoke(run.History(best.Epoch, best.Loss, stopped));
                if (CheckpointPath is not null && (epoch % CheckpointEvery == 0 || epoch == plan.Epochs || stopped)) checkpoint.Save(CheckpointPath, epoch, stopped);
            }
            return run.History(best.Epoch, best.Loss, stopped);
        }
        finally
        {
            progress.Wipe();
        }
    }

    /// <summary>Takes note of an evaluation and says whether to stop.</summary>
    private static bool Judge(int epoch, double loss, TrainingPlan plan, BestNetwork best, ProgressWriter progress)
    {
        var (isBetter, previous) = best.Consider(epoch, loss);
        if (isBetter || !plan.EarlyStopping)
        {
            progress.Line(Text($"Validation loss after {epoch} epochs: {loss:F3}"));
            return false;
        }
        best.Restore();
        progress.Line(Text($"Validation loss after {epoch} epochs: {loss:F3}, not below {previous:F3}. Stopped; this is the network of epoch {best.Epoch}."));
        return true;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void RequireSplit(Split<Tensor> data, string operation)
    {
        ArgumentNullException.ThrowIfNull(data);
        RequireRows(data.TrainX, data.TrainY, nameof(data.TrainX), nameof(data.TrainY), operation);
        RequireRows(data.TestX, data.TestY, nameof(data.TestX), nameof(data.TestY), operation);
    }

    private static void RequireRows(Tensor x, Tensor y, string nameX, string nameY, string operation)
    {
        if (x.Rank == 0 || x.Shape[0] == 0)
            throw new ShapeException($"{operation}: '{nameX}' has shape {x.Shape}; expected at least one row.");
        if (y.Rank == 0 || y.Shape[0] != x.Shape[0])
            throw new ShapeException($"{operation}: '{nameY}' has shape {y.Shape}; expected {x.Shape[0]} rows, as '{nameX}' has.");
    }
}
