using DeepLearning.Autograd;
using DeepLearning.Data;
using DeepLearning.Layers;
using DeepLearning.Losses;
using DeepLearning.Optimizers;
using DeepLearning.Random;
using DeepLearning.Tensors;
using DeepLearning.Training;
using static DeepLearning.Tests.Layers.Draw;
using M = DeepLearning.Modules;

namespace DeepLearning.Tests.Serialization;

/// <summary>A training that is interrupted and resumed in new objects equals one that never was, bit by bit.</summary>
[Collection(nameof(ModuleGenerator))]
public class CheckpointTests
{
    private static readonly Split<Tensor> Data = new(Normal([40, 3], 1), Normal([40, 1], 2), Normal([10, 3], 3), Normal([10, 1], 4));

    private static readonly Dictionary<string, Func<Optimizer>> Optimizers = new()
    {
        ["Sgd"] = () => new Sgd(0.01f),
        ["SgdMomentum"] = () => new SgdMomentum(0.01f, 0.8f),
        ["AdaGrad"] = () => new AdaGrad(0.05f),
        ["RmsProp"] = () => new RmsProp(0.005f),
        ["Adam"] = () => new Adam(0.01f),
        ["AdamW"] = () => new AdamW(0.01f),
    };

    public static TheoryData<string, bool> Runs =>
        [.. from name in Optimizers.Keys from stopping in new[] { false, true } select new TheoryDataRow<string, bool>(name, stopping)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Runs))]
    public void A_resumed_training_equals_an_uninterrupted_one(string optimizer, bool stopping)
    {
        using var folder = new TemporaryFolder();
        var whole = Make(optimizer, folder["whole"]);
        var expected = whole.Fit(Data, epochs: 12, evaluateEvery: 3, batchSize: 7, earlyStopping: stopping, cancellation: Cancellation);

        for (var after = 1; after <= expected.TrainingLosses.Count; after += 4)
        {
            Interrupt(Make(optimizer, folder["part"]), after, stopping);
            var resumed = Make(optimizer, folder["part"]);
            var found = resumed.Resume(Data, Cancellation);
            Assert.Equal(expected.TrainingLosses, found.TrainingLosses);
            Assert.Equal(expected.ValidationLosses, found.ValidationLosses);
            Assert.Equal(expected.Epochs, found.Epochs);
            Assert.Equal((expected.BestEpoch, expected.BestLoss, expected.StoppedEarly),
                (found.BestEpoch, found.BestLoss, found.StoppedEarly));
            Assert.Equal(Bits(whole.Network), Bits(resumed.Network));
            Assert.Equal(whole.Network.Predict(Data.TestX).ToArray(), resumed.Network.Predict(Data.TestX).ToArray());
            // The files, too: with the optimizer's state, the generator's, the order of the rows and the best network.
            Assert.Equal(File.ReadAllBytes(folder["whole"]), File.ReadAllBytes(folder["part"]));
        }
    }

    [Fact]
    public void A_finished_training_is_resumed_to_its_end()
    {
        using var folder = new TemporaryFolder();
        var first = Make("Adam", folder["x"]).Fit(Data, epochs: 3, earlyStopping: false, cancellation: Cancellation);
        Assert.Equal(first.TrainingLosses, Make("Adam", folder["x"]).Resume(Data, Cancellation).TrainingLosses);
    }

    [Fact]
    public void What_is_needed_to_resume_is_asked_for()
    {
        using var folder = new TemporaryFolder();
        Assert.StartsWith("Trainer.Resume: set CheckpointPath",
            Assert.Throws<InvalidOperationException>(() => Make("Adam", null).Resume(Data, Cancellation)).Message,
                StringComparison.Ordinal);
        var trainer = Make("Adam", folder["x"]);
        Assert.Throws<FileNotFoundException>(() => trainer.Resume(Data, Cancellation));
        Assert.Throws<ArgumentOutOfRangeException>(() => trainer.CheckpointEvery = 0);
        trainer.Fit(Data, epochs: 2, cancellation: Cancellation);
        Assert.Equal("x: the checkpoint was written with the optimizer 'Adam', here it is 'Sgd'. Set the same one before loading.",
            Assert.Throws<InvalidDataException>(() => Make("Sgd", folder["x"]).Resume(Data, Cancellation)).Message);
        Assert.Equal("x: the checkpoint was written with the schedule 'linear 0.02 → 0.001', here it is ''. Set the same one before loading.",
            Assert.Throws<InvalidDataException>(() => new Trainer(Network(), new Adam()) { CheckpointPath = folder["x"] }.Resume(Data,
                Cancellation)).Message);
        Assert.Equal("x: the checkpoint was written in a training on 40 rows; these are 10.",
            Assert.Throws<InvalidDataException>(() => trainer.Resume(Data with { TrainX = Data.TestX, TrainY = Data.TestY },
                Cancellation)).Message);
        trainer.Network.Save(folder["weights"]);
        trainer.CheckpointPath = folder["weights"];
        Assert.StartsWith("weights: this is not a checkpoint of a training",
            Assert.Throws<InvalidDataException>(() => trainer.Resume(Data, Cancellation)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loop_over_modules_with_dropout_and_a_loader_is_resumed_bit_by_bit()
    {
        using var folder = new TemporaryFolder();
        var whole = Loop(folder["whole"], epochs: 6);
        Loop(folder["part"], epochs: 2);
        Assert.Equal(whole, Loop(folder["part"], epochs: 6));
        Assert.Equal(File.ReadAllBytes(folder["whole"]), File.ReadAllBytes(folder["part"]));
    }

    [Fact]
    public void Settings_that_were_changed_on_the_way_come_back()
    {
        using var folder = new TemporaryFolder();
        var (model, optimizer) = (new M.Linear(2, 1), new Adam(0.1f) { Beta1 = 0.5f });
        new Checkpoint(model, optimizer).Save(folder["x"], 4);
        var other = new Adam();
        Assert.Equal(4, new Checkpoint(model, other).Load(folder["x"]));
        Assert.Equal((0.1f, 0.5f), (other.LearningRate, other.Beta1));
    }

    [Fact]
    public void A_checkpoint_that_does_not_fit_changes_nothing()
    {
        using var folder = new TemporaryFolder();
        var (model, optimizer, random) = (new M.Linear(2, 1), new Adam(0.1f), new RandomState(5));
        new Checkpoint(model, optimizer).Save(folder["x"], 4);
        var (values, draws) = (model.Weight.ToArray(), M.Module.Random.GetState());
        model.Weight.Fill(3);
        Assert.Equal("x: there is no tensor 'random.order'. The file has random.modules, model.bias, model.weight.".Length,
            Assert.Throws<InvalidDataException>(() => new Checkpoint(model, optimizer).With("order", random)
                .Load(folder["x"])).Message.Length);
        Assert.Equal([3, 3], model.Weight.ToArray());
        Assert.Throws<InvalidDataException>(() => new Checkpoint(new M.Linear(2, 2), optimizer).Load(folder["x"]));
        new Checkpoint(model, optimizer).Load(folder["x"]);
        Assert.Equal(values, model.Weight.ToArray());
        Assert.Equal(draws.Key, M.Module.Random.GetState().Key);
        Assert.Throws<ArgumentException>(() => new Checkpoint(model, optimizer).With("modules", random));
    }

    /// <summary>Stops the training after an epoch, in the middle of the next one, as a power cut would.</summary>
    private static void Interrupt(Trainer trainer, int after, bool stopping)
    {
        File.Delete(trainer.CheckpointPath!);
        using var source = new CancellationTokenSource();
        trainer.Output = TextWriter.Null;
        var cut = new Trainer(trainer.Network, trainer.Optimizer)
        {
            Output = TextWriter.Null,
            Schedule = trainer.Schedule,
            CheckpointPath = trainer.CheckpointPath,
            // The clock is looked at in every step: the 6 steps of an epoch, and once at the start.
            Time = new CountingTime(() => source.Cancel(), looks: 1 + 6 * after + 3),
        };
        try
        {
            cut.Fit(Data, epochs: 12, evaluateEvery: 3, batchSize: 7, earlyStopping: stopping, cancellation: source.Token);
        }
        catch (OperationCanceledException)
        {
        }
    }

    private static double Loop(string path, int epochs)
    {
        M.Module.Seed(3);
        var model = new M.Sequential(new M.Linear(3, 8), new M.BatchNorm1d(8), new M.Dropout { P = 0.3f }, new M.Linear(8, 1));
        var (optimizer, loader, loss) = (new Adam(0.01f), new DataLoader(Data.TrainX, Data.TrainY, 8, shuffleSeed: 9), new M.MSELoss());
        var parameters = model.Parameters().ToList();
        var checkpoint = new Checkpoint(model, optimizer).With("order", loader.Random!);
        var (epoch, last) = (File.Exists(path) ? checkpoint.Load(path) : 0, 0.0);
        while (epoch < epochs)
        {
            foreach (var (x, y) in loader)
            {
                model.ZeroGrad();
                var value = loss.Call(model.Call(x), y);
                value.Backward();
                optimizer.Step(parameters);
                last = value.Item();
            }
            checkpoint.Save(path, ++epoch);
        }
        return last;
    }

    private static Trainer Make(string optimizer, string? path) =>
        new(Network(), Optimizers[optimizer]())
        {
            Output = TextWriter.Null,
            Schedule = LearningRateSchedule.Linear(0.02f, 0.001f),
            CheckpointPath = path
        };

    private static NeuralNetwork Network() =>
        new([new Dense(8, new Tanh()), new Dropout(0.8f), new Dense(1)], new MeanSquaredError(), seed: 3);

    private static int[] Bits(NeuralNetwork network) =>
        [.. network.State.SelectMany(tensor => tensor.Value.ToArray()).Select(BitConverter.SingleToInt32Bits)];

    private sealed class CountingTime(Action act, int looks) : TimeProvider
    {
        private int _looks;

        public override long GetTimestamp()
        {
            if (++_looks == looks) act();
            return 0;
        }
    }
}
