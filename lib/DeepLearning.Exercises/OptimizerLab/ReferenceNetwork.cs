using DeepLearning.Tensors;

namespace DeepLearning.Exercises.OptimizerLab;

/// <summary>The lab's network in plain loops over doubles, with the parameters of a handed-in one: knows nothing of tensors' operations or
/// of autograd.</summary>
internal sealed class ReferenceNetwork(float[] hiddenWeight, bool hiddenTransposed, float[] hiddenBias, float[] outWeight,
    bool outTransposed, float[] outBias)
{
    public const int Inputs = 784, Hidden = 89, Outputs = 10;

    public const int ParameterCount = Inputs * Hidden + Hidden + Hidden * Outputs + Outputs;

    /// <summary>Recognises the four parameters by their shapes; weights may lie either way, biases may be rows. Null if they are
    /// others.</summary>
    public static ReferenceNetwork? Of(IReadOnlyList<Tensor> parameters)
    {
        if (parameters.Count != 4) return null;
        Tensor? Find(int rows, int columns) => parameters.FirstOrDefault(p => p.Rank == 2 && p.Shape[0] == rows && p.Shape[1] == columns);
        Tensor? FindBias(int size) => parameters.FirstOrDefault(p => p.Size == size && p.Shape[^1] == size);
        var hidden = Find(Hidden, Inputs) ?? Find(Inputs, Hidden);
        var output = Find(Outputs, Hidden) ?? Find(Hidden, Outputs);
        if (hidden is null || output is null || FindBias(Hidden) is not { } hiddenBias || FindBias(Outputs) is not { } outBias) return null;
        return new(hidden.ToArray(), hidden.Shape[0] == Inputs, hiddenBias.ToArray(), output.ToArray(), output.Shape[0] == Hidden,
            outBias.ToArray());
    }

    /// <summary>The ten scores of one image.</summary>
    public double[] Scores(ReadOnlySpan<float> image, Func<double, double> activation)
    {
        var (hidden, scores) = (new double[Hidden], new double[Outputs]);
        for (var j = 0; j < Hidden; j++)
        {
            double sum = hiddenBias[j];
            for (var i = 0; i < Inputs; i++) sum += image[i] * (double)hiddenWeight[hiddenTransposed ? i * Hidden + j : j * Inputs + i];
            hidden[j] = activation(sum);
        }
        for (var k = 0; k < Outputs; k++)
        {
            scores[k] = outBias[k];
            for (var j = 0; j < Hidden; j++) scores[k] += hidden[j] * outWeight[outTransposed ? j * Outputs + k : k * Hidden + j];
        }
        return scores;
    }

    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    public static double[] Softmax(double[] scores)
    {
        double[] powers = [.. scores.Select(score => Math.Exp(score - scores.Max()))];
        return [.. powers.Select(power => power / powers.Sum())];
    }
}
