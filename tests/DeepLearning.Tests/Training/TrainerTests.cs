using DeepLearning.Data;
using DeepLearning.Layers;
using DeepLearning.Losses;
using DeepLearning.Optimizers;
using DeepLearning.Tensors;
using DeepLearning.Tests.Layers;
using DeepLearning.Training;

namespace DeepLearning.Tests.Training;

public class TrainerTests
{
    private static readonly Split<Tensor> Data = new(Draw.Normal([40, 3], 1), Draw.Normal([40, 1], 2), Draw.Normal([10, 3], 3), Draw.Normal([10, 1], 4));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Early_stopping_gives_back_the_best_network_in_the_same_object()
    {
        // The targets are noise: after a while the network only learns the training rows by heart.
        var network = new NeuralNetwork([new Dense(20, new Tanh()), new Dense(1)], new MeanSquaredError(), seed: 3);
        var output = new StringWriter { NewLine = "\n" };
        var history = new Trainer(network, new Sgd(0.02f)) { Output = output }.Fit(Data, epochs: 200, evaluateEvery: 5, batchSize: 8, cancellation: Cancellation);
        Assert.True(history.StoppedEarly);
        Assert.True(history.BestEpoch < history.Epochs[^1]);
        Assert.Equal(history.ValidationLosses.Min(), history.BestLoss);
        Assert.Equal(history.BestLoss, network.Loss.Forward(network.Predict(Data.TestX), Data.TestY));
        Assert.Equal(history.Epochs[^1], history.TrainingLosses.Count);
        Assert.EndsWith($"not below {FormattableString.Invariant($"{history.BestLoss:F3}")}. Stopped; this is the network of epoch {history.BestEpoch}.\n", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("stopped early", history.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_fit_starts_again_or_goes_on_as_asked()
    {
        var trainer = Make();
        var first = trainer.Fit(Data, epochs: 4, evaluateEvery: 2, earlyStopping: false, cancellation: Cancellation).ValidationLosses;
        Assert.Equal(first, trainer.Fit(Data, epochs: 4, evaluateEvery: 2, earlyStopping: false, cancellation: Cancellation).ValidationLosses);
        var on = trainer.Fit(Data, epochs: 4, evaluateEvery: 2, earlyStopping: false, restart: false, cancellation: Cancellation);
        Assert.NotEqual(first, on.ValidationLosses);
        Assert.True(on.TrainingLosses.Average() < trainer.Fit(Data, epochs: 4, cancellation: Cancellation).TrainingLosses.Average());
    }

    [Fact]
    public void Who_watches_is_told_the_losses_so_far_after_each_epoch()
    {
        var told = new List<TrainingHistory>();
        var trainer = Make();
        trainer.Watch = told.Add;
        var history = trainer.Fit(Data, epochs: 5, evaluateEvery: 2, earlyStopping: false, cancellation: Cancellation);
        Assert.Equal([1, 2, 3, 4, 5], told.Select(seen => seen.TrainingLosses.Count));
        Assert.Equal([0, 1, 1, 2, 3], told.Select(seen => seen.ValidationLosses.Count));
        Assert.Equal(history.TrainingLosses, told[^1].TrainingLosses);
        Assert.Equal((history.BestEpoch, history.BestLoss), (told[^1].BestEpoch, told[^1].BestLoss));
    }

    [Fact]
    public void A_training_is_bit_for_bit_a_plain_loop_over_shuffled_batches()
    {
        NeuralNetwork Network() => new([new Dense(20, new Tanh()), new Dropout(0.8f), new Dense(1)], new MeanSquaredError(), seed: 3);
        var (trained, plain) = (Network(), Network());
        var history = new Trainer(trained, new SgdMomentum(0.02f)) { Output = TextWriter.Null }
            .Fit(Data, epochs: 3, evaluateEvery: 1, batchSize: 12, earlyStopping: false, cancellation: Cancellation);

        var (optimizer, order, losses) = (new SgdMomentum(0.02f), Enumerable.Range(0, 40).ToArray(), new List<double>());
        for (var epoch = 0; epoch < 3; epoch++)
        {
            plain.Random.Shuffle(order.AsSpan());
            var batches = order.Chunk(12).Select(rows => (double)Step(Data.TrainX.Rows(rows), Data.TrainY.Rows(rows)) * rows.Length)
                .ToList();
            // 40 rows in batches of 12, 12, 12 and 4: each counts by its rows.
            losses.Add(batches.Sum() / 40);
        }
        Assert.Equal(losses, history.TrainingLosses);
        Assert.Equal(plain.Predict(Data.TestX).ToArray(), trained.Predict(Data.TestX).ToArray());

        float Step(Tensor x, Tensor y)
        {
            var loss = plain.TrainBatch(x, y);
            optimizer.Step([.. plain.Parameters.Select(parameter => parameter.Value)]);
            return loss;
        }
    }

    [Fact]
    public void An_epoch_copies_no_data_set()
    {
        var rows = Draw.Normal([5000, 200], 1);
        var data = new Split<Tensor>(rows, Tensor.Zeros([5000, 1]), rows, Tensor.Zeros([5000, 1]));
        var trainer = Make();
        Allocated(1); // fills the pool of arrays
        var perEpoch = (Allocated(6) - Allocated(1)) / 5;
        Assert.InRange(perEpoch, 0, sizeof(float) * rows.Size / 4);

        long Allocated(int epochs)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            trainer.Fit(data, epochs, evaluateEvery: 1, batchSize: 125, earlyStopping: false, cancellation: Cancellation);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void The_last_epoch_is_evaluated_even_if_it_is_not_its_turn() =>
        Assert.Equal([3, 6, 7], Make().Fit(Data, epochs: 7, evaluateEvery: 3, earlyStopping: false, cancellation: Cancellation).Epochs);

    [Fact]
    public void A_cancelled_training_ends_at_once()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => Make().Fit(Data, cancellation: source.Token));
    }

    [Fact]
    public void Rows_that_do_not_belong_together_are_refused()
    {
        Assert.Equal("Trainer.Fit: 'TrainY' has shape [10, 1]; expected 40 rows, as 'TrainX' has.",
            Assert.Throws<ShapeException>(() => Make().Fit(Data with { TrainY = Data.TestY }, cancellation: Cancellation)).Message);
        Assert.Equal("Trainer.Fit: 'TestX' has shape [0, 3]; expected at least one row.",
            Assert.Throws<ShapeException>(() => Make().Fit(Data with { TestX = Tensor.Zeros([0, 3]) }, cancellation: Cancellation)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Make().Fit(Data, epochs: 0, cancellation: Cancellation));
        Assert.Throws<ArgumentOutOfRangeException>(() => Make().Fit(Data, batchSize: 0, cancellation: Cancellation));
    }

    [Theory]
    [InlineData(1, " s left")]
    [InlineData(60, " min left")]
    [InlineData(7200, " h left")]
    public void A_long_training_shows_the_time_left_on_a_line_that_is_wiped(int secondsAStep, string left)
    {
        var (time, output) = (new SteppingTime(secondsAStep), new StringWriter { NewLine = "\n" });
        new Trainer(new([new Dense(1)], new MeanSquaredError()), new Sgd(0.001f)) { Output = output, Time = time }
            .Fit(Data, epochs: 4, evaluateEvery: 2, batchSize: 10, earlyStopping: false, cancellation: Cancellation);
        Assert.Matches(@"\repoch 1 of 4, loss so far \d+\.\d{4}, about ", output.ToString());
        Assert.Contains(left, output.ToString(), StringComparison.Ordinal);
        // What a terminal shows in the end is the evaluations only.
        var lines = output.ToString().Split('\n').Select(line => line[(line.LastIndexOf('\r') + 1)..]).ToArray();
        Assert.Equal(["Validation loss after 2 epochs", "Validation loss after 4 epochs", ""], lines.Select(line => line.Split(':')[0]));
    }

    private static Trainer Make() =>
        new(new([new Dense(5, new Tanh()), new Dense(1)], new MeanSquaredError(), seed: 3), new SgdMomentum(0.01f)) { Output = TextWriter.Null };

    /// <summary>A clock on which every look at it takes so long.</summary>
    private sealed class SteppingTime(int seconds) : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => _now += seconds;
    }
}
