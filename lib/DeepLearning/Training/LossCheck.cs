using System.Globalization;
using DeepLearning.Modules;
using DeepLearning.Tensors;

namespace DeepLearning.Training;

/// <summary>Stops a training whose loss is infinite or not a number, and says in which layer it went wrong.</summary>
/// <remarks>
/// Call it with the loss of each step, before the optimizer moves anything. Looking at one number costs nothing; only when that number is bad are the batch, the
/// parameters and the outputs of all layers searched, from input to output, and the first place with a number that is not finite is named.
/// </remarks>
public static class LossCheck
{
    /// <summary>Throws unless the loss of a step is a finite number.</summary>
    /// <param name="loss">What <see cref="NeuralNetwork.TrainBatch"/> returned.</param>
    /// <param name="step">The number of the step, from 1.</param>
    /// <param name="network">What was trained; it still holds the outputs of this step.</param>
    /// <param name="input">The batch.</param>
    /// <param name="target">Its targets.</param>
    /// <param name="learningRate">The present rate, for the advice.</param>
    /// <exception cref="DivergenceException">It is not.</exception>
    public static void ThrowUnlessFinite(float loss, int step, NeuralNetwork network, Tensor input, Tensor target, float? learningRate = null)
    {
        if (float.IsFinite(loss)) return;
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(target);
        throw Diverged($"The loss of step {step}", loss, step, NonFinite.FirstIn(network, input, target), learningRate);
    }

    /// <summary>The same for a loss on test rows, of which the network holds no outputs any more: they are sent through again, a thousand at a time.</summary>
    internal static void ThrowUnlessFiniteInTest(float loss, int step, NeuralNetwork network, Tensor input, Tensor target, float learningRate)
    {
        if (float.IsFinite(loss)) return;
        NonFinite? first = null;
        for (var start = 0; start < input.Shape[0] && first is null or { In: NonFinite.Part.Loss }; start += 1000)
        {
            using var scope = new TensorScope();
            var end = Math.Min(start + 1000, input.Shape[0]);
            var rows = input.Rows(start, end);
            network.Forward(rows, inference: true);
            first = NonFinite.FirstIn(network, rows, target.Rows(start, end));
        }
        throw Diverged($"The validation loss after step {step}", loss, step, first!, learningRate);
    }

    /// <summary>Throws unless the loss of a step is a finite number.</summary>
    /// <param name="loss">The loss of the step.</param>
    /// <param name="step">The number of the step, from 1.</param>
    /// <param name="module">What was trained; it is run once more to find the layer.</param>
    /// <param name="input">The batch.</param>
    /// <param name="target">Its targets, if they are numbers.</param>
    /// <param name="learningRate">The present rate, for the advice.</param>
    /// <exception cref="DivergenceException">It is not.</exception>
    public static void ThrowUnlessFinite(float loss, int step, Module module, Tensor input, Tensor? target = null, float? learningRate = null)
    {
        if (float.IsFinite(loss)) return;
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(input);
        throw Diverged($"The loss of step {step}", loss, step, NonFinite.FirstIn(module, input, target), learningRate);
    }

    private static DivergenceException Diverged(string which, float loss, int step, NonFinite first, float? learningRate)
    {
        var what = float.IsNaN(loss) ? "not a number" : "infinite";
        var advice = first.In == NonFinite.Part.Data ? "Clean the data: one such number spoils every weight."
            : learningRate is { } rate ? string.Create(CultureInfo.InvariantCulture, $"Try a smaller learning rate than {rate}, or look for extreme numbers in the data.")
            : "Try a smaller learning rate, or look for extreme numbers in the data.";
        return new($"{which} is {what}: the training diverged. The first number that is not finite is found in {first.Place}. {advice}", step, loss, first.Place);
    }
}
