using System.Globalization;
using DeepLearning.Modules;
using DeepLearning.Optimizers;
using DeepLearning.Random;
using DeepLearning.Serialization;
using DeepLearning.Tensors;

namespace DeepLearning.Training;

/// <summary>The whole state of a training in one file: weights, what the optimizer remembers, the epoch, the schedule's name and the
/// random generators.</summary>
/// <remarks>
/// A training that is loaded and continued computes what the uninterrupted one would have computed, to the last bit. The file is a
/// <c>.safetensors</c> file and
/// is written completely or not at all. The code (layers, optimizer and its fixed settings, data) is not in it: make the same objects,
/// then load.
/// <code>
/// var checkpoint = new Checkpoint(model, optimizer).With("order", loader.Random!);
/// var epoch = File.Exists(path) ? checkpoint.Load(path) : 0;
/// while (epoch &lt; 10) { … one epoch …; checkpoint.Save(path, ++epoch); }
/// </code>
/// </remarks>
public sealed class Checkpoint
{
    private readonly Module? _module;
    private readonly NeuralNetwork? _network;
    private readonly Optimizer _optimizer;
    private readonly Dictionary<string, RandomState> _randoms = [];

    /// <summary>Covers a module, its optimizer and the generator behind its dropout.</summary>
    public Checkpoint(Module module, Optimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(optimizer);
        (_module, _optimizer) = (module, optimizer);
        With("modules", Module.Random);
    }

    /// <summary>Covers a network, its optimizer and the network's generator.</summary>
    public Checkpoint(NeuralNetwork network, Optimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(optimizer);
        (_network, _optimizer) = (network, optimizer);
        With("network", network.Random);
    }

    /// <summary>The schedule of the learning rate, if there is one; loading a file that was written with another one is refused.</summary>
    public LearningRateSchedule? Schedule { get; set; }

    /// <summary>Adds another generator, such as <see cref="Data.DataLoader.Random"/>.</summary>
    /// <exception cref="ArgumentException">There is one of this name.</exception>
    public Checkpoint With(string name, RandomState random)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(random);
        _randoms.Add(name, random);
        return this;
    }

    /// <summary>Writes the state after an epoch, completely or not at all.</summary>
    /// <exception cref="InvalidOperationException">The network was not built yet.</exception>
    /// <exception cref="IOException">The file can't be written; the old one, if there was one, is still there.</exception>
    public void Save(string path, int epoch) => Save(path, epoch, [], []);

    /// <summary>Makes everything as it was when the file was written. If anything does not fit, nothing is changed.</summary>
    /// <returns>How many epochs were done.</returns>
    /// <exception cref="InvalidDataException">The file is damaged, is no checkpoint, or is one of another model, optimizer or schedule;
    /// the message says which.</exception>
    public int Load(string path)
    {
        var notes = Open(path);
        Apply(notes);
        return notes.Whole("epoch");
    }

    internal void Save(string path, int epoch, IEnumerable<TensorData> more, IEnumerable<(string Key, string Value)> notes)
    {
        var metadata = new Dictionary<string, string>
        {
            ["format"] = "pt",
            [CheckpointNotes.Kind] = CheckpointNotes.Version,
            ["epoch"] = epoch.ToString(CultureInfo.InvariantCulture),
            ["schedule"] = Schedule?.Name ?? "",
        };
        if (_network is not null) metadata["input_shape"] = _network.InputNote;
        foreach (var (key, value) in OptimizerState.Notes(_optimizer).Concat(notes)) metadata[key] = value;
        var tensors = State.Select(tensor => TensorData.Of($"model.{tensor.Name}", tensor.Value))
            .Concat(OptimizerState.Tensors(_optimizer, State)).Concat(more).ToList();
        foreach (var (name, random) in _randoms) RandomFile.Add(name, random.GetState(), tensors, metadata);
        SafeTensors.Write(path, tensors, metadata);
    }

    internal CheckpointNotes Open(string path)
    {
        var notes = new CheckpointNotes(SafeTensors.Load(path), Path.GetFileName(path));
        Check(notes);
        return notes;
    }

    internal void Check(CheckpointNotes notes)
    {
        notes.RequireVersion();
        notes.RequireSame("schedule", Schedule?.Name ?? "");
        OptimizerState.Require(_optimizer, notes);
    }

    internal void Apply(CheckpointNotes notes)
    {
        _network?.BuildFor(notes.File, notes.Name);
        var state = State;
        var remembered = OptimizerState.Read(notes, state);
        var randoms = _randoms.Select(random => (random.Value, State: RandomFile.Read(random.Key, notes))).ToArray();
        var settings = OptimizerState.Settings(_optimizer, notes);
        var steps = notes.Whole("optimizer_steps");
        // From here on nothing can fail but the first line, which changes nothing if it does.
        StateFile.Fill(notes.File, state, notes.Name, strict: true, "model.");
        foreach (var (parameter, tensors) in remembered) _optimizer.Remember(parameter, tensors);
        foreach (var (setting, value) in settings) setting.SetValue(_optimizer, value);
        _optimizer.StepCount = steps;
        foreach (var (random, snapshot) in randoms) random.SetState(snapshot);
    }

    private List<(string Name, Tensor Value)> State => _module is not null ? StateNames.Of(_module) : _network!.State;
}
