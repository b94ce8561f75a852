using DeepLearning.Data;
using DeepLearning.Layers;
using DeepLearning.Losses;
using DeepLearning.Optimizers;
using DeepLearning.Serialization;
using DeepLearning.Tensors;
using DeepLearning.Training;
using M = DeepLearning.Modules;

namespace Fuzz;

/// <summary>Files of tensors: as such, as the weights of a model, and as the checkpoint of a training.</summary>
internal static class TensorTargets
{
    private static readonly byte[][] s_words = Targets.Words("\"dtype\":", "\"F32\"", "\"BF16\"", "\"I64\"", "\"shape\":[",
        "\"data_offsets\":[", "\"__metadata__\":{", "\"a\":{", "[0,8]", "2147483647", "\"input_shape\":\"999999\"");

    private static readonly string s_folder = Directory.CreateTempSubdirectory("fuzz").FullName;

    public static IEnumerable<Target> All()
    {
        var module = new M.Sequential(new M.Linear(2, 3), new M.BatchNorm1d(3), new M.Linear(3, 1));
        var adam = new Adam();
        var (network, sgd) = (Network(), new SgdMomentum());
        var data = new Split<Tensor>(Tensor.Ones([4, 2]), Tensor.Ones([4, 1]), Tensor.Ones([2, 2]), Tensor.Ones([2, 1]));
        network.TrainBatch(Tensor.Ones([2, 2]), Tensor.Ones([2, 1]));
        sgd.Step([.. network.Parameters.Select(parameter => parameter.Value)]);
        return
        [
            new("safetensors", [Saved(path => module.Save(path)),
                Saved(path => SafeTensors.Save(path, [("empty", Tensor.Zeros([0])), ("x", Tensor.Scalar(1))], new Dictionary<string,
                    string> { ["note"] = "größe" }))], ReadFile, [typeof(InvalidDataException)], s_words),
            new("weights", [Saved(path => module.Save(path))],
                input => StateFile.Fill(Load(input), M.StateNames.Of(module), "x", strict: true), [typeof(InvalidDataException)], s_words),
            new("network", [Saved(path => network.Save(path))], ReadNetwork, [typeof(InvalidDataException)], s_words, Room: 8 << 20),
            new("checkpoint", [Saved(path => new Checkpoint(network, sgd).Save(path, 3))], input => ReadCheckpoint(input, network, sgd),
                [typeof(InvalidDataException)], [.. s_words,
                    .. Targets.Words("\"optimizer\":\"SgdMomentum\"", "\"epoch\":\"", "NaN", "-1")], Room: 1 << 19),
            new("resume", [Saved(path => new Trainer(Network(), new SgdMomentum()) { CheckpointPath = path, Output =
                TextWriter.Null }.Fit(data, epochs: 3, evaluateEvery: 2))], input => Resume(input, network, sgd, data),
                    [typeof(InvalidDataException)], [.. s_words, .. Targets.Words("\"epochs\":\"", "\"best_epoch\":\"", "\"run.order\"")],
                        Room: 1 << 19),
        ];
    }

    private static NeuralNetwork Network() => new([new Dense(3, new Tanh()), new Dense(1)], new MeanSquaredError());

    private static byte[] Saved(Action<string> save)
    {
        var path = Path.Combine(s_folder, "x");
        save(path);
        return File.ReadAllBytes(path);
    }

    private static TensorFile Load(byte[] input) => SafeTensors.Load(new MemoryStream(input), "x");

    private static void ReadFile(byte[] input)
    {
        var file = Load(input);
        _ = file.ToString();
        foreach (var name in file.Names)
            if (file.TypeOf(name) is "F32" or "F16" or "BF16" or "F64") _ = file[name];
    }

    private static void ReadNetwork(byte[] input)
    {
        var (network, file) = (Network(), Load(input));
        network.BuildFor(file, "x");
        StateFile.Fill(file, network.State, "x", strict: true);
    }

    // All that Trainer.Resume reads, without going on to train.
    private static void Resume(byte[] input, NeuralNetwork network, Optimizer optimizer, Split<Tensor> data)
    {
        var (checkpoint, notes) = (new Checkpoint(network, optimizer), new CheckpointNotes(Load(input), "x"));
        checkpoint.Check(notes);
        var plan = TrainingPlan.Read(notes);
        var run = new TrainingRun(network, optimizer, data, plan.BatchSize, new ProgressWriter(TextWriter.Null, TimeProvider.System),
            plan.Epochs, default);
        new TrainingCheckpoint(checkpoint, plan, run, new BestNetwork(network)).Load(notes);
    }

    private static void ReadCheckpoint(byte[] input, NeuralNetwork network, Optimizer optimizer)
    {
        var (checkpoint, notes) = (new Checkpoint(network, optimizer), new CheckpointNotes(Load(input), "x"));
        checkpoint.Check(notes);
        checkpoint.Apply(notes);
    }
}
