using System.Buffers;
using DeepLearning.Tensors;

namespace DeepLearning.Training;

/// <summary>What left one layer, at every training step: mean, spread, share near zero, and a histogram.</summary>
public sealed class LayerActivations
{
    private readonly float _threshold, _from, _width;
    private readonly int _bins;
    private readonly List<double> _means = [], _deviations = [], _nearZero = [];
    private readonly List<int[]> _histograms = [];

    internal LayerActivations(string name, float threshold, float from, float to, int bins) =>
        (Name, _threshold, _from, _width, _bins) = (name, threshold, from, (to - from) / bins, bins);

    /// <summary>The layer's path in the model and what it is: <c>0.0 Conv2d(1, 8, kernel: 5, stride: 2, padding: 2)</c>.</summary>
    public string Name { get; }

    /// <summary>The mean of all values of each step.</summary>
    public IReadOnlyList<double> Means => _means;

    /// <summary>The standard deviation of all values of each step, √(Σ (x − mean)² / count).</summary>
    public IReadOnlyList<double> Deviations => _deviations;

    /// <summary>The share of values near zero or below of each step.</summary>
    public IReadOnlyList<double> NearZero => _nearZero;

    /// <summary>How many values of each step fell into each interval; values beyond the ends count in the outermost ones.</summary>
    public IReadOnlyList<int[]> Histograms => _histograms;

    internal void Add(Tensor output)
    {
        var buffer = ArrayPool<float>.Shared.Rent(output.Size);
        var values = buffer.AsSpan(0, output.Size);
        output.Backend.Download(output, values);
        var counts = new int[_bins];
        var (sum, squares, near, scale) = (0.0, 0.0, 0, 1 / _width);
        foreach (var value in values)
        {
            sum += value;
            squares += (double)value * value;
            if (value <= _threshold) near++;
            // Not a number ends up in the first interval; the loss will tell.
            counts[(int)Math.Clamp((value - _from) * scale, 0, _bins - 1)]++;
        }
        var mean = sum / values.Length;
        _means.Add(mean);
        _deviations.Add(Math.Sqrt(Math.Max(0, squares / values.Length - mean * mean)));
        _nearZero.Add((double)near / values.Length);
        _histograms.Add(counts);
        ArrayPool<float>.Shared.Return(buffer);
    }

    internal void Clear()
    {
        foreach (var list in (List<double>[])[_means, _deviations, _nearZero]) list.Clear();
        _histograms.Clear();
    }
}
