using System.Globalization;

namespace DeepLearning.Serialization;

/// <summary>An opened checkpoint: its tensors and notes, with errors that name the file.</summary>
internal sealed record CheckpointNotes(TensorFile File, string Name)
{
    public const string Kind = "kind", Version = "training checkpoint 1";

    public string this[string key] => File.Metadata.TryGetValue(key, out var value)
        ? value
        : throw new InvalidDataException($"{Name}: the checkpoint lacks the note '{key}'.");

    public void RequireVersion()
    {
        if (!File.Metadata.TryGetValue(Kind, out var kind) || kind != Version)
            throw new InvalidDataException($"{Name}: this is not a checkpoint of a training (the note '{Kind}' is not '{Version}'). Weights alone are read with Load on the model.");
    }

    public void RequireSame(string key, string present)
    {
        if (this[key] != present)
            throw new InvalidDataException($"{Name}: the checkpoint was written with the {key} '{SafeTensorsHeader.Printable(this[key])}', here it is '{present}'. Set the same one before loading.");
    }

    public int Whole(string key) => int.TryParse(this[key], NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : throw Bad(key, "a whole number of 0 or more");

    public double Number(string key) => double.TryParse(this[key], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : throw Bad(key, "a number");

    public InvalidDataException Bad(string key, string expected) => new($"{Name}: the note '{key}' is '{SafeTensorsHeader.Printable(this[key])}'; expected {expected}.");
}
