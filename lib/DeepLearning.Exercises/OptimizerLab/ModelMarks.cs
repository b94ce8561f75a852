using System.Globalization;
using DeepLearning.Autograd;
using DeepLearning.Data;
using DeepLearning.Exercises.Marking;
using DeepLearning.Modules;
using DeepLearning.Random;
using DeepLearning.Tensors;

namespace DeepLearning.Exercises.OptimizerLab;

/// <summary>Two points for the network: its parameters are found, its shapes, its forward and its gradients are right.</summary>
internal static class ModelMarks
{
    private const string Part = "The network";

    public static void Add(Rubric rubric, LabAnswer answer)
    {
        Module Make()
        {
            Module.Seed(10);
            return answer.Model is { } make ? make() ?? throw new NotHandedInException("Model gave null. It must make a new network: Model = () => new DigitNetwork().")
                : throw new NotHandedInException("Not handed in: Model = () => new DigitNetwork().");
        }

        rubric.Ask(Part, "Parameters() finds all parameters", 0.5, () => Parameters(Make()));
        rubric.Ask(Part, "images [N, 784] give scores [N, 10], also for one image", 0.5, () => Shapes(Make()));
        rubric.Ask(Part, "the scores are those of 784 → 89 sigmoid → 10", 0.5, () => Forward(Make()));
        rubric.Ask(Part, "the loss has the right gradient for every parameter", 0.5, () => Gradients(Make()));
    }

    private static Finding Parameters(Module model)
    {
        var found = model.NamedParameters().ToList();
        var numbers = found.Sum(parameter => parameter.Value.Size);
        if (numbers == 0)
            return Finding.Lost("Parameters() finds none. Layers that are made inside Forward, or by a lazy sequence such as sizes.Select(…), are new at every call and belong to nobody: keep them in fields or in a list.");
        if (found.Count == 4 && numbers == ReferenceNetwork.ParameterCount) return Finding.Good($"{Count(numbers)} numbers in 4 tensors.");
        return Finding.Lost($"Found {Count(numbers)} numbers in {found.Count} tensors ({string.Join(", ", found.Select(p => $"{p.Name} {p.Value.Shape}"))}); expected {Count(ReferenceNetwork.ParameterCount)} in 4: two weights, two biases.");
    }

    private static Finding Shapes(Module model)
    {
        foreach (var rows in new[] { 3, 1 })
        {
            var output = model.Call(Images(rows));
            if (output.Rank != 2 || output.Shape[0] != rows || output.Shape[1] != ReferenceNetwork.Outputs)
                return Finding.Lost($"Images [{rows}, 784] give {output.Shape}; expected [{rows}, 10].");
        }
        return Finding.Good("[3, 784] gives [3, 10], [1, 784] gives [1, 10].");
    }

    private static Finding Forward(Module model)
    {
        var images = Images(4);
        var (first, second) = (model.Call(images).ToArray(), model.Call(images).ToArray());
        if (!first.SequenceEqual(second)) return Finding.Lost("The same images give other scores at a second call. Something is made anew in Forward, or drawn at random.");
        if (ReferenceNetwork.Of([.. model.Parameters()]) is not { } reference) return Finding.Lost("Can't be compared: the four parameters [89, 784], [89], [10, 89] and [10] (or transposed) are needed first.");
        if (Agrees(ReferenceNetwork.Sigmoid, scores => scores)) return Finding.Good("Equal to plain loops over the same parameters.");
        if (Agrees(ReferenceNetwork.Sigmoid, ReferenceNetwork.Softmax)) return Finding.Lost("Your network ends with softmax. The loss takes the softmax itself: give it the bare scores.");
        if (Agrees(ReferenceNetwork.Sigmoid, scores => [.. scores.Select(ReferenceNetwork.Sigmoid)])) return Finding.Lost("Your network ends with a sigmoid. The scores go into softmax and cross-entropy as they are.");
        if (Agrees(Math.Tanh, scores => scores)) return Finding.Lost("Your hidden layer uses tanh; the network of chapter 4 uses the sigmoid.");
        if (Agrees(x => Math.Max(x, 0), scores => scores)) return Finding.Lost("Your hidden layer uses the ReLU; the network of chapter 4 uses the sigmoid.");
        if (Agrees(x => x, scores => scores)) return Finding.Lost("There is no activation between the two layers, so they are one linear layer. Put a sigmoid between them.");
        return Finding.Lost("The scores differ from scores = sigmoid(x · W₁ + b₁) · W₂ + b₂ with your own parameters. Write that line down and compare it with your Forward.");

        bool Agrees(Func<double, double> activation, Func<double[], double[]> ending)
        {
            for (var row = 0; row < 4; row++)
            {
                var right = ending(reference.Scores(images.ToArray().AsSpan(row * ReferenceNetwork.Inputs, ReferenceNetwork.Inputs), activation));
                for (var k = 0; k < right.Length; k++)
                    if (!(Math.Abs(first[row * ReferenceNetwork.Outputs + k] - right[k]) < 1e-3 * (1 + Math.Abs(right[k])))) return false;
            }
            return true;
        }
    }

    private static Finding Gradients(Module model)
    {
        var (images, labels) = (Images(5), OneHot.Encode([3, 1, 4, 1, 5], ReferenceNetwork.Outputs));
        var parameters = model.NamedParameters().ToList();
        if (parameters.Count == 0) return Finding.Lost("There are no parameters that could have a gradient.");
        new CrossEntropyLoss().Call(model.Call(images), labels).Backward();
        foreach (var (name, value) in parameters)
        {
            if (value.Grad?.ToArray() is not { } grad) return Finding.Lost($"{name} has no gradient after Backward. Its path to the loss is cut: NoGrad, Detach, or parameters that Forward does not use.");
            // The entry with the largest gradient stands out of the rounding of single precision.
            var at = Array.IndexOf(grad, grad.MaxBy(Math.Abs));
            var nudged = (Loss(value, at, 0.01f) - Loss(value, at, -0.01f)) / 0.02;
            if (!(Math.Abs(grad[at] - nudged) < 0.02 * (0.01 + Math.Abs(nudged))))
                return Finding.Lost(string.Create(CultureInfo.InvariantCulture, $"{name}: Backward says {grad[at]:F4} for entry {at}, nudging it says {nudged:F4}. Compute the scores with the tensor's own operations only."));
        }
        return Finding.Good("Nudging an entry of each parameter confirms them.");

        double Loss(Tensor parameter, int at, float step)
        {
            using var quiet = new NoGrad();
            var (start, moved) = (parameter.ToArray(), parameter.ToArray());
            moved[at] += step;
            parameter.CopyFrom(Tensor.FromArray(moved, parameter.Shape));
            try
            {
                return new CrossEntropyLoss().Call(model.Call(images), labels).Item();
            }
            finally
            {
                parameter.CopyFrom(Tensor.FromArray(start, parameter.Shape));
            }
        }
    }

    private static Tensor Images(int rows) => Tensor.FromArray(new RandomState(rows).Randn(rows, ReferenceNetwork.Inputs));

    private static string Count(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
