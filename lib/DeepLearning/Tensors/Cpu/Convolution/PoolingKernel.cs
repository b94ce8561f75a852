namespace DeepLearning.Tensors.Cpu;

/// <summary>The lengths of a pooling or convolution window on planes of a height and width.</summary>
internal readonly record struct Window(int Height, int Width, int Size, int Stride, int Padding)
{
    public int OutputHeight => (Height + 2 * Padding - Size) / Stride + 1;

    public int OutputWidth => (Width + 2 * Padding - Size) / Stride + 1;

    /// <summary>The part of a window that lies inside the input, along one axis.</summary>
    public (int Start, int End) Inside(int output, int length) =>
        (Math.Max(0, output * Stride - Padding), Math.Min(length, output * Stride - Padding + Size));
}

/// <summary>Largest values and means of windows, one plane (a channel of an image) at a time.</summary>
internal static unsafe class PoolingKernel
{
    public enum Kind
    {
        Max,
        MaxGrad,
        Average,
        AverageGrad,
    }

    // Forward: from input to output. Backward: from output's gradient to input's, for Max with the input as a guide.
    public static void Run(Kind kind, Window window, int planes, float* input, float* output, float* grad)
    {
        var parts = Math.Min(planes,
            Parallelism.PartsFor((long)planes * window.OutputHeight * window.OutputWidth * window.Size * window.Size, 16384));
        var job = new Job(kind, window, planes, input, output, grad, parts);
        Parallelism.Run(ref job, parts);
    }

    private static void Plane(Kind kind, Window window, float* input, float* output, float* grad)
    {
        if (grad != null) new Span<float>(grad, window.Height * window.Width).Clear();
        for (var y = 0; y < window.OutputHeight; y++)
            for (var x = 0; x < window.OutputWidth; x++)
            {
                var (rows, columns) = (window.Inside(y, window.Height), window.Inside(x, window.Width));
                if (kind is Kind.Max or Kind.MaxGrad)
                {
                    var largest = rows.Start * window.Width + columns.Start;
                    for (var i = rows.Start; i < rows.End; i++)
                        for (var j = columns.Start; j < columns.End; j++)
                            if (IsLarger(input[i * window.Width + j], input[largest])) largest = i * window.Width + j;
                    if (kind == Kind.Max) *output++ = input[largest];
                    else grad[largest] += *output++;
                }
                else
                {
                    float sum = 0, share = kind == Kind.AverageGrad ? *output / (window.Size * window.Size) : 0;
                    for (var i = rows.Start; i < rows.End; i++)
                        for (var j = columns.Start; j < columns.End; j++)
                            if (kind == Kind.Average) sum += input[i * window.Width + j];
                            else grad[i * window.Width + j] += share;
                    if (kind == Kind.Average) *output = sum / (window.Size * window.Size);
                    output++;
                }
            }
    }

    /// <summary>Whether a value takes the place of the largest so far: also the first that is not a number, which nothing then
    /// replaces.</summary>
    public static bool IsLarger(float value, float largest) => value > largest || (float.IsNaN(value) && !float.IsNaN(largest));

    private readonly struct Job(Kind kind, Window window, int planes, float* input, float* output, float* grad, int parts) : IParts
    {
        public void Run(int part)
        {
            var (inputSize, outputSize) = (window.Height * window.Width, window.OutputHeight * window.OutputWidth);
            for (var plane = (int)((long)planes * part / parts); plane < (int)((long)planes * (part + 1) / parts); plane++)
                Plane(kind, window, input == null ? null : input + (nint)plane * inputSize, output + (nint)plane * outputSize,
                    grad == null ? null : grad + (nint)plane * inputSize);
        }
    }
}
