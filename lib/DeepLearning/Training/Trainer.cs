using System.Globalization;
using DeepLearning.Data;
using DeepLearning.Optimizers;
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
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(epochs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(evaluateEvery);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        RequireRows(data.TrainX, data.TrainY, nameof(data.TrainX), nameof(data.TrainY));
        RequireRows(data.TestX, data.TestY, nameof(data.TestX), nameof(data.TestY));
        if (restart)
        {
            Network.Reset();
            Optimizer.Reset();
        }
        var progress = new ProgressWriter(Output ?? Console.Out, Time);
        var run = new TrainingRun(Network, Optimizer, data, batchSize, progress, epochs, cancellation) { ChecksLoss = ChecksLoss };
        var best = new BestNetwork(Network);
        try
        {
            for (var epoch = 1; epoch <= epochs; epoch++)
            {
                if (Schedule is not null) Optimizer.LearningRate = Schedule.At(epoch - 1, epochs);
                run.TrainEpoch(epoch);
                if (epoch % evaluateEvery != 0 && epoch < epochs) continue;
                var loss = run.Evaluate(epoch);
                var (isBetter, previous) = best.Consider(epoch, loss);
                if (!isBetter && earlyStopping)
                {
                    best.Restore();
                    progress.Line(Text($"Validation loss after {epoch} epochs: {loss:F3}, not below {previous:F3}. Stopped; this is the network of epoch {best.Epoch}."));
                    return run.History(best.Epoch, best.Loss, stoppedEarly: true);
                }
                progress.Line(Text($"Validation loss after {epoch} epochs: {loss:F3}"));
            }
            return run.History(best.Epoch, best.Loss, stoppedEarly: false);
        }
        finally
        {
            progress.Wipe();
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void RequireRows(Tensor x, Tensor y, string nameX, string nameY)
    {
        if (x.Rank == 0 || x.Shape[0] == 0)
            throw new ShapeException($"Trainer.Fit: '{nameX}' has shape {x.Shape}; expected at least one row.");
        if (y.Rank == 0 || y.Shape[0] != x.Shape[0])
            throw new ShapeException($"Trainer.Fit: '{nameY}' has shape {y.Shape}; expected {x.Shape[0]} rows, as '{nameX}' has.");
    }
}
