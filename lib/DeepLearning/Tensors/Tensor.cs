namespace DeepLearning.Tensors;

/// <summary>An n-dimensional array of float32 numbers on a device.</summary>
/// <remarks>Row-major and contiguous; the shape is immutable. Most operations return a new tensor; those that change one say so in their
/// name
/// (<see cref="Fill"/>, <see cref="AddInPlace"/>). <see cref="Reshape"/> shares the memory of its source.</remarks>
public sealed partial class Tensor
{
    private Tensor(Shape shape, Device device, Storage storage, int offset)
    {
        Shape = shape;
        Device = device;
        Storage = storage;
        Offset = offset;
    }

    /// <summary>The lengths of the axes.</summary>
    public Shape Shape { get; }

    /// <summary>Where the tensor lives.</summary>
    public Device Device { get; }

    /// <summary>The memory; for those who write a backend.</summary>
    public Storage Storage { get; }

    /// <summary>Where the first element lies in the storage.</summary>
    public int Offset { get; }

    /// <summary>The number of elements.</summary>
    public int Size => Shape.Size;

    /// <summary>The number of axes.</summary>
    public int Rank => Shape.Rank;

    internal Backend Backend => Device.Backend;

    /// <summary>A tensor whose elements may be anything: for results that are written at once.</summary>
    internal static Tensor Uninitialized(Shape shape, Device device) => Allocate(shape, device, clear: false);

    private static Tensor Allocate(Shape shape, Device? device, bool clear)
    {
        ArgumentNullException.ThrowIfNull(shape);
        device ??= Device.Default;
        var storage = device.Backend.Allocate(shape.Size, clear);
        TensorScope.Record(storage);
        return new Tensor(shape, device, storage, offset: 0);
    }

    /// <summary>All zeros.</summary>
    public static Tensor Zeros(Shape shape, Device? device = null) => Allocate(shape, device, clear: true);

    /// <summary>All ones.</summary>
    public static Tensor Ones(Shape shape, Device? device = null) => Full(shape, 1, device);

    /// <summary>The same value everywhere.</summary>
    public static Tensor Full(Shape shape, float value, Device? device = null)
    {
        var result = Allocate(shape, device, clear: false);
        result.Fill(value);
        return result;
    }

    /// <summary>A single number, shape [].</summary>
    public static Tensor Scalar(float value, Device? device = null) => Full([], value, device);

    /// <summary>Values in row-major order, in a shape of as many elements. The values are copied.</summary>
    /// <exception cref="ArgumentException">The shape holds another number of elements.</exception>
    public static Tensor FromArray(ReadOnlySpan<float> values, Shape shape, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (values.Length != shape.Size)
            throw new ArgumentException($"Tensor.FromArray: {values.Length} values do not fill shape {shape}, which has {shape.Size} elements.", nameof(values));
        var result = Allocate(shape, device, clear: false);
        result.Backend.Upload(values, result);
        return result;
    }

    /// <summary>A vector, shape [N].</summary>
    public static Tensor FromArray(float[] values, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        return FromArray(values, [values.Length], device);
    }

    /// <summary>A matrix, shape [rows, columns].</summary>
    public static Tensor FromArray(float[,] values, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        return FromArray(values.Cast<float>().ToArray(), [values.GetLength(0), values.GetLength(1)], device);
    }

    /// <summary>A matrix of doubles, rounded to float32, shape [rows, columns].</summary>
    public static Tensor FromArray(double[,] values, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        return FromArray(values.Cast<double>().ToArray(), [values.GetLength(0), values.GetLength(1)], device);
    }

    /// <summary>Doubles in row-major order, rounded to float32.</summary>
    /// <exception cref="ArgumentException">The shape holds another number of elements.</exception>
    public static Tensor FromArray(ReadOnlySpan<double> values, Shape shape, Device? device = null)
    {
        var rounded = new float[values.Length];
        for (var i = 0; i < rounded.Length; i++) rounded[i] = (float)values[i];
        return FromArray(rounded, shape, device);
    }

    /// <summary>Columns of numbers side by side, shape [rows, columns].</summary>
    /// <exception cref="ArgumentException">There are none, or they differ in length.</exception>
    public static Tensor FromColumns(params IReadOnlyList<float>[] columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Length == 0) throw new ArgumentException("Tensor.FromColumns: no columns.", nameof(columns));
        var (rows, width) = (columns[0].Count, columns.Length);
        Shape shape = [rows, width];
        var values = new float[shape.Size];
        for (var column = 0; column < width; column++)
        {
            if (columns[column].Count != rows)
                throw new ArgumentException($"Tensor.FromColumns: column {column} has {columns[column].Count} values; expected {rows}, " +
                    "as in column 0.", nameof(columns));
            for (var row = 0; row < rows; row++) values[row * width + column] = columns[column][row];
        }
        return FromArray(values, shape);
    }

    /// <summary>Keeps the memory when the <see cref="TensorScope"/> in which the tensor was made ends.</summary>
    /// <returns>The tensor itself.</returns>
    public Tensor Keep()
    {
        Storage.IsKept = true;
        return this;
    }

    /// <summary>A copy with memory of its own.</summary>
    public Tensor Clone()
    {
        var result = Uninitialized(Shape, Device);
        Backend.Copy(this, result);
        return Records(this) ? result.RecordedAs("Clone", [this], [], AddGrad) : result;
    }

    /// <summary>The tensor on another device; itself if it is there already.</summary>
    public Tensor To(Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        if (device == Device) return this;
        var result = FromArray(ToArray(), Shape, device);
        return Records(this) ? result.RecordedAs("To", [this], [], grad => AddGrad(grad.To(Device))) : result;
    }

    /// <summary>All elements in row-major order, copied.</summary>
    public float[] ToArray()
    {
        var values = LargeArrays.Allocate(Size);
        Backend.Download(this, values);
        return values;
    }

    /// <summary>The elements of a matrix, copied.</summary>
    /// <exception cref="ShapeException">The tensor does not have two axes.</exception>
    public float[,] ToArray2D()
    {
        ShapeException.ThrowUnless(Shape, [Dim.Any, Dim.Any], "Tensor.ToArray2D", "this");
        var (values, result) = (ToArray(), new float[Shape[0], Shape[1]]);
        Buffer.BlockCopy(values, 0, result, 0, values.Length * sizeof(float));
        return result;
    }

    /// <summary>The number in a tensor of one element.</summary>
    /// <exception cref="ShapeException">There is not exactly one element.</exception>
    public float Item()
    {
        if (Size != 1) throw new ShapeException($"Tensor.Item: the tensor has shape {Shape}; expected exactly one element.");
        Span<float> value = stackalloc float[1];
        Backend.Download(this, value);
        return value[0];
    }

    /// <summary>The same elements in another shape, sharing the memory. One length may be -1: it is worked out.</summary>
    /// <exception cref="ShapeException">The number of elements differs.</exception>
    public Tensor Reshape(params ReadOnlySpan<int> lengths)
    {
        Span<int> filled = stackalloc int[lengths.Length];
        lengths.CopyTo(filled);
        var (known, open) = (1L, -1);
        for (var i = 0; i < lengths.Length; i++)
        {
            if (lengths[i] != -1) known *= lengths[i];
            else if (open < 0) open = i;
            else throw new ShapeException($"Tensor.Reshape: {Shape.Format(lengths)} leaves more than one length open; only one may be -1.");
        }
        if (open >= 0 && known > 0 && Size % known == 0) filled[open] = (int)(Size / known);
        if (filled.Contains(-1) || Product(filled) != Size)
            throw new ShapeException($"Tensor.Reshape: shape {Shape} has {Size} elements, which do not fill {Shape.Format(lengths)}.");
        var result = new Tensor(Shape.Create(filled), Device, Storage, Offset);
        return Records(this) ? result.RecordedAs("Reshape", [this], [], grad => AddGrad(grad.Reshape(Shape.AsSpan()))) : result;
    }

    /// <summary>A run of elements in a shape of its own, sharing the memory and without history.</summary>
    internal Tensor View(int start, Shape shape) => new(shape, Device, Storage, Offset + start);

    private static long Product(ReadOnlySpan<int> lengths)
    {
        var product = 1L;
        foreach (var length in lengths) product *= length;
        return product;
    }

    /// <summary>Sets every element of this tensor.</summary>
    /// <returns>The tensor itself.</returns>
    public Tensor Fill(float value)
    {
        Backend.Fill(this, value);
        MarkChanged();
        return this;
    }

    /// <summary>Overwrites this tensor's elements with those of another of the same shape.</summary>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public void CopyFrom(Tensor source)
    {
        ArgumentNullException.ThrowIfNull(source);
        ShapeException.ThrowUnlessEqual(source.Shape, Shape, "Tensor.CopyFrom", nameof(source));
        Backend.Copy(OnSameDevice(source, "Tensor.CopyFrom"), this);
        MarkChanged();
    }

    private Tensor OnSameDevice(Tensor other, string operation) => other.Device == Device
        ? other
        : throw new ArgumentException($"{operation}: the tensors live on different devices ({Device} and {other.Device}). Move one " +
            "with To(device).");
}
