using System.Buffers.Binary;
using System.Globalization;
using DeepLearning.Random;

namespace DeepLearning.Serialization;

/// <summary>Where a random generator stands, as a tensor and two notes of a checkpoint.</summary>
internal static class RandomFile
{
    public static void Add(string name, RandomSnapshot state, List<TensorData> tensors, Dictionary<string, string> metadata)
    {
        tensors.Add(TensorData.Of(Tensor(name), state.Key));
        metadata[Position(name)] = state.Position.ToString(CultureInfo.InvariantCulture);
        metadata[Spare(name)] = state.SpareNormal?.ToString("R", CultureInfo.InvariantCulture) ?? "";
    }

    public static RandomSnapshot Read(string name, CheckpointNotes notes)
    {
        var bytes = notes.File.Raw(Tensor(name), ElementType.UInt32);
        if (bytes.Length != 4 * 624)
            throw new InvalidDataException($"{notes.Name}: tensor '{Tensor(name)}' has shape {notes.File.ShapeOf(Tensor(name))}; the " +
                "state of a generator has [624].");
        var key = new uint[624];
        for (var i = 0; i < key.Length; i++) key[i] = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(4 * i));
        var position = notes.Whole(Position(name));
        if (position > 624) throw notes.Bad(Position(name), "a number from 0 to 624");
        return new(key, position, notes[Spare(name)].Length == 0 ? null : notes.Number(Spare(name)));
    }

    private static string Tensor(string name) => $"random.{name}";

    private static string Position(string name) => $"random.{name}.position";

    private static string Spare(string name) => $"random.{name}.spare";
}
