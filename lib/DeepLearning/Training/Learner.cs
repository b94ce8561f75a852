using DeepLearning.Data;
using DeepLearning.Modules;
using DeepLearning.Optimizers;
using DeepLearning.Tensors;

namespace DeepLearning.Training;

/// <summary>Trains a module: epochs, batches, steps and validation, told to any number of callbacks.</summary>
/// <remarks>
/// <c>new Learner(model, loss, optimizer, train, valid, ("accuracy", Metrics.Accuracy)).Fit(5, new OneCycle(0.1f))</c>. Everything beside
/// the bare loop is
/// a <see cref="Callback"/>: schedules, recording, progress, early stopping, statistics. The form follows Howard and Gugger (2020), ch. 13
/// and 16.
/// </remarks>
public sealed partial class Learner
{
    /// <summary>Makes a learner.</summary>
    /// <param name="model">What learns.</param>
    /// <param name="loss">What training lowers.</param>
    /// <param name="optimizer">The rule by which parameters move.</param>
    /// <param name="train">The batches to learn from.</param>
    /// <param name="valid">The batches to be judged by after each epoch; null for no validation.</param>
    /// <param name="metrics">Numbers for people, of all predictions and targets of the validation: <c>("accuracy",
    /// Metrics.Accuracy)</c>.</param>
    /// <exception cref="ArgumentException">There is nothing to train on or nothing to train, or a metric without validation
    /// data.</exception>
    public Learner(Module model, LossModule loss, Optimizer optimizer, DataLoader train, DataLoader? valid = null,
        params (string Name, Func<Tensor, Tensor, double> Of)[] metrics)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(metrics);
        if (train.Count == 0)
            throw new ArgumentException($"Learner: the training data has {train.Rows} rows and gives no full batch of " +
                $"{train.BatchSize}. Take smaller batches, or keep the last one.", nameof(train));
        if (valid is { Count: 0 })
            throw new ArgumentException($"Learner: the validation data has {valid.Rows} rows and gives no full batch of " +
                $"{valid.BatchSize}. Take smaller batches, or keep the last one.", nameof(valid));
        if (valid is null && metrics.Length > 0)
            throw new ArgumentException($"Learner: '{metrics[0].Name}' is measured on validation data, and there is none. Give the " +
                "learner a second data loader.", nameof(metrics));
        if (!model.Parameters().Any())
            throw new ArgumentException($"Learner: the {model.GetType().Name} has no parameters, so there is nothing to train.",
                nameof(model));
        (Model, LossFunction, Optimizer, TrainData, ValidData, Metrics) = (model, loss, optimizer, train, valid, metrics);
    }

    /// <summary>What learns.</summary>
    public Module Model { get; }

    /// <summary>What training lowers.</summary>
    public LossModule LossFunction { get; }

    /// <summary>The rule by which parameters move; its <see cref="Optimizer.LearningRate"/> may be changed by callbacks.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>The batches to learn from.</summary>
    public DataLoader TrainData { get; }

    /// <summary>The batches to be judged by, if any.</summary>
    public DataLoader? ValidData { get; }

    /// <summary>What is measured on the validation data beside the loss.</summary>
    public IReadOnlyList<(string Name, Func<Tensor, Tensor, double> Of)> Metrics { get; }

    /// <summary>Where progress is written; the console if null. <see cref="TextWriter.Null"/> keeps training silent.</summary>
    public TextWriter? Output { get; set; }

    /// <summary>The present epoch, counted from 1; 0 before the first.</summary>
    public int Epoch { get; private set; }

    /// <summary>The epochs of this training in all.</summary>
    public int Epochs { get; private set; }

    /// <summary>The present step of this training, counted from 1 through all epochs; 0 before the first.</summary>
    public int Step { get; private set; }

    /// <summary>The steps of this training in all.</summary>
    public int Steps { get; private set; }

    /// <summary>The loss of the last batch that went through.</summary>
    public float Loss { get; private set; }

    /// <summary>The loss of the present epoch so far, each batch weighted by its rows: the mean over the rows, or the sum where the loss
    /// is one.</summary>
    public double TrainingLoss { get; private set; }

    /// <summary>Loss and metrics on the validation data after the last epoch; null before that, or without such data.</summary>
    public Evaluation? Validation { get; private set; }

    /// <summary>Why a callback ended the training before its last epoch; null if none did.</summary>
    public string? StoppedBecause { get; private set; }

    /// <summary>Ends the training: what remains of the present batch is skipped, and no further step is taken.</summary>
    /// <param name="reason">What a reader should be told.</param>
    public void Stop(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        StoppedBecause ??= reason;
    }

    /// <summary>Trains the model, and tells the callbacks how it goes.</summary>
    /// <param name="epochs">How often all training batches are used.</param>
    /// <param name="callbacks">Who is told. A <see cref="Recorder"/> and a <see cref="Training.Progress"/> are added where there is
    /// none.</param>
    /// <returns>What happened.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="epochs"/> is not positive.</exception>
    /// <exception cref="DivergenceException">The loss of a step is infinite or not a number; the message names the step and the
    /// layer.</exception>
    /// <exception cref="InvalidOperationException">It is called from within a training.</exception>
    public Recorder Fit(int epochs, params Callback[] callbacks) => Fit(epochs, callbacks, CancellationToken.None);

    /// <inheritdoc cref="Fit(int, Callback[])"/>
    /// <param name="epochs">How often all training batches are used.</param>
    /// <param name="callbacks">Who is told.</param>
    /// <param name="cancellation">Ends the training between two steps.</param>
    /// <exception cref="OperationCanceledException">Cancelled; the model is as the last step left it.</exception>
    public Recorder Fit(int epochs, IReadOnlyList<Callback> callbacks, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(epochs);
        ArgumentNullException.ThrowIfNull(callbacks);
        if (callbacks.Contains(null!)) throw new ArgumentException("Learner.Fit: one of the callbacks is null.", nameof(callbacks));
        if (_callbacks.Count > 0)
            throw new InvalidOperationException("Learner.Fit: this learner is training already; a callback can't start a second " +
                "training of it.");
        var recorder = callbacks.OfType<Recorder>().FirstOrDefault() ?? new Recorder();
        // The recorder comes first: who looks at it afterwards finds the present epoch in it.
        Callback[] all = [recorder, .. callbacks.Where(c => c != recorder),
            .. callbacks.OfType<Progress>().Any() ? (Callback[])[] : [new Progress()]];
        (Epoch, Epochs, Step, Steps) = (0, epochs, 0, epochs * TrainData.Count);
        (Loss, TrainingLoss, Validation, StoppedBecause) = (0, 0, null, null);
        Run(all, cancellation);
        return recorder;
    }
}
