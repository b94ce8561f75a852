using System.Buffers.Binary;
using DeepLearning.Tensors;

namespace DeepLearning.Serialization;

/// <summary>Something to be written: a name, a type, a shape, and how its bytes come about.</summary>
internal sealed record TensorData(string Name, string Type, Shape Shape, Action<Stream> Write)
{
    public static TensorData Of(string name, Tensor tensor) => new(name, ElementType.Float32, tensor.Shape, stream =>
    {
        var values = new float[Math.Min(tensor.Size, 1 << 14)];
        var bytes = new byte[4 * values.Length];
        for (var start = 0; start < tensor.Size; start += values.Length)
        {
            var count = Math.Min(values.Length, tensor.Size - start);
            tensor.Backend.Download(tensor.View(start, [count]), values.AsSpan(0, count));
            for (var i = 0; i < count; i++) BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * i), values[i]);
            stream.Write(bytes, 0, 4 * count);
        }
    });

    public static TensorData Of(string name, IReadOnlyList<double> values) => Of(name, ElementType.Float64, 8, values, BinaryPrimitives.WriteDoubleLittleEndian);

    public static TensorData Of(string name, IReadOnlyList<int> values) => Of(name, ElementType.Int32, 4, values, BinaryPrimitives.WriteInt32LittleEndian);

    public static TensorData Of(string name, IReadOnlyList<uint> values) => Of(name, ElementType.UInt32, 4, values, BinaryPrimitives.WriteUInt32LittleEndian);

    private delegate void Put<T>(Span<byte> bytes, T value);

    private static TensorData Of<T>(string name, string type, int size, IReadOnlyList<T> values, Put<T> put) => new(name, type, [values.Count], stream =>
    {
        var bytes = new byte[size * values.Count];
        for (var i = 0; i < values.Count; i++) put(bytes.AsSpan(size * i), values[i]);
        stream.Write(bytes);
    });
}
