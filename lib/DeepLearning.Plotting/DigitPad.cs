using System.Globalization;
using DeepLearning.Data;
using DeepLearning.Display;
using DeepLearning.Tensors;
using DeepLearning.Training;

namespace DeepLearning.Plotting;

/// <summary>Digits read by a trained network; where scripts run, the reader draws one with mouse or finger, and the network reads it in
/// the page.</summary>
/// <remarks>
/// The network is a convolution of odd size that keeps the picture's size, tanh, and a dense layer to ten classes, with dropout in between
/// or not. The page gets its weights, those of the dense layer rounded to 8 bits, a scale for each class; so its
/// probabilities differ from the network's own in the third digit.
/// </remarks>
[TypeFormatterSource(typeof(RichOutputFormatters))]
public sealed class DigitPad : IRichOutput
{
    private const int Side = MnistSet.Side, Classes = MnistSet.Classes, Largest = 127;
    private const double Tolerance = 0.02;

    private DigitPad(NeuralNetwork network, Mnist digits)
    {
        Tensor[] parameters = [.. network.Parameters.Select(parameter => parameter.Value)];
        if (parameters is not [{ Shape: [_, 1, var size, _] }, _, { Shape: [_, Classes] }, _] || size % 2 == 0
            || parameters[2].Shape[0] != parameters[0].Shape[0] * Side * Side)
            throw Unfit();
        (Size, Filters, FilterBiases) = (size, parameters[0].ToArray(), parameters[1].ToArray());
        (Weights, Scales) = Rounded(parameters[2]);
        (Biases, Mean, Deviation) = (parameters[3].ToArray(), digits.Mean, digits.StandardDeviation);
        Examples = [.. Enumerable.Range(0, Classes).Select(digit => Example(digits.Test, digit))];
        Expected = [.. Examples.Select(pixels => Softmax(Own(network, pixels)))];
        // Whatever else the network does, such as another activation, shows in its answers.
        var apart = Examples.Zip(Expected, (pixels, own) => Read(pixels).Zip(own, (page, chance) => Math.Abs(page - chance)).Max());
        if (apart.Max() > Tolerance) throw Unfit();
    }

    /// <summary>The sentence that says what the network reads.</summary>
    public string Description => "Ten test digits and what the network reads: "
        + string.Join(", ", Expected.Select((chances, digit) =>
            $"{digit} as {Array.IndexOf(chances, chances.Max())} ({chances.Max().ToString("P0", CultureInfo.InvariantCulture)})")) + ".";

    internal int Size { get; }

    internal float[] Filters { get; }

    internal float[] FilterBiases { get; }

    internal sbyte[] Weights { get; }

    internal float[] Scales { get; }

    internal float[] Biases { get; }

    internal double Mean { get; }

    internal double Deviation { get; }

    /// <summary>A digit of each class, 0 to 255.</summary>
    internal byte[][] Examples { get; }

    /// <summary>The network's own probabilities of the examples.</summary>
    internal double[][] Expected { get; }

    /// <summary>Makes a pad for a network that was trained on digits of mean 0 and deviation 1.</summary>
    /// <exception cref="ArgumentException">The network is another one than a convolution, tanh and a dense layer.</exception>
    public static DigitPad For(NeuralNetwork network, Mnist digits)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(digits);
        return new(network, digits);
    }

    /// <summary>The still picture and, where scripts run, the pad.</summary>
    public string ToHtml() => DigitPadHtml.Write(this);

    /// <summary>One line in words.</summary>
    public override string ToString() => $"Digits to draw: {Description}";

    /// <summary>What the page computes: probabilities from pixels of 0 to 255.</summary>
    internal double[] Read(byte[] pixels)
    {
        var sums = Array.ConvertAll(Biases, bias => (double)bias);
        for (var filter = 0; filter < FilterBiases.Length; filter++)
            for (var at = 0; at < Side * Side; at++)
            {
                var value = Math.Tanh(FilterBiases[filter] + Convolved(pixels, filter, at / Side, at % Side));
                for (var c = 0; c < Classes; c++) sums[c] += value * Scales[c] * Weights[(filter * Side * Side + at) * Classes + c];
            }
        return Softmax(sums);
    }

    private double Convolved(byte[] pixels, int filter, int row, int column)
    {
        var sum = 0.0;
        for (var u = 0; u < Size; u++)
            for (var v = 0; v < Size; v++)
                if (row + u - Size / 2 is >= 0 and < Side and var y && column + v - Size / 2 is >= 0 and < Side and var x)
                    sum += Filters[(filter * Size + u) * Size + v] * (pixels[y * Side + x] - Mean) / Deviation;
        return sum;
    }

    private double[] Own(NeuralNetwork network, byte[] pixels)
    {
        float[] standardized = [.. pixels.Select(p => (float)((p - Mean) / Deviation))];
        return Array.ConvertAll(network.Predict(Tensor.FromArray(standardized, [1, 1, Side, Side])).ToArray(), value => (double)value);
    }

    private static byte[] Example(MnistSet set, int digit) =>
        [.. set.Image(Enumerable.Range(0, set.Count).First(i => set.Labels[i] == digit)).Cast<float>().Select(value => (byte)value)];

    private static (sbyte[] Weights, float[] Scales) Rounded(Tensor dense)
    {
        var values = dense.ToArray();
        float[] scales = [.. Enumerable.Range(0, Classes).Select(c =>
            Math.Max(1e-12f, values.Where((_, i) => i % Classes == c).Max(MathF.Abs)) / Largest)];
        return ([.. values.Select((value, i) => (sbyte)MathF.Round(value / scales[i % Classes]))], scales);
    }

    private static double[] Softmax(double[] scores)
    {
        var powers = Array.ConvertAll(scores, score => Math.Exp(score - scores.Max()));
        return Array.ConvertAll(powers, power => power / powers.Sum());
    }

    private static ArgumentException Unfit() => new(
        "DigitPad.For: expected a network of Conv2D (one channel in, odd size, stride 1, tanh), Flatten and Dense to ten classes, "
        + "trained on digits of mean 0 and deviation 1.");
}
