using DeepLearning.Layers;
using DeepLearning.Losses;
using DeepLearning.Random;
using DeepLearning.Tensors;

namespace DeepLearning.Analysis;

/// <summary>Checks a backward pass against its forward: moves every number a little to both sides and watches what comes out.</summary>
/// <remarks>
/// <c>dL/dx ≈ (L(x + h) − L(x − h)) / 2h</c>, where L adds up all outputs with random weights, so that no two mistakes cancel. Single
/// precision carries
/// seven digits, so h is about 0.01 and agreement to three digits is all that can be asked. Of a large tensor a random part is looked at.
/// </remarks>
public static class GradientCheck
{
    /// <summary>Checks an operation: the gradients of its input and of its parameters.</summary>
    /// <param name="operation">What to check.</param>
    /// <param name="input">Where; more than one row, and numbers of both signs, show most mistakes.</param>
    /// <param name="tolerance">The largest error, relative to the size of the gradient.</param>
    /// <param name="step">h.</param>
    /// <param name="mostEntries">How many entries of a gradient are looked at.</param>
    public static GradientReport Of(Operation operation, Tensor input, double tolerance = 1e-3, double step = 1e-2, int mostEntries = 300)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return Of(operation.Name, x => operation.Forward(x), (_, grad) => operation.Backward(grad), operation.Parameters, input, tolerance,
            step, mostEntries);
    }

    /// <summary>Checks a layer: the gradients of its input and of its parameters. Random masks stay the same throughout.</summary>
    /// <inheritdoc cref="Of(Operation, Tensor, double, double, int)"/>
    public static GradientReport Of(Layer layer, Tensor input, double tolerance = 1e-3, double step = 1e-2, int mostEntries = 300)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(input);
        layer.Forward(input);
        var state = layer.Random.GetState();
        return Of(layer.Name, Forward, (_, grad) => layer.Backward(grad), layer.Parameters, input, tolerance, step, mostEntries);

        Tensor Forward(Tensor x)
        {
            layer.Random.SetState(state);
            return layer.Forward(x);
        }
    }

    /// <summary>Checks a loss: the gradient of its prediction.</summary>
    /// <inheritdoc cref="Of(Operation, Tensor, double, double, int)"/>
    public static GradientReport Of(Loss loss, Tensor prediction, Tensor target, double tolerance = 1e-3, double step = 1e-2,
        int mostEntries = 300)
    {
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(prediction);
        var x = prediction.Clone();
        loss.Forward(x, target);
        var gradient = loss.Backward().ToArray();
        var check = new FiniteDifference(() => [loss.Forward(x, target)], outputGrad: null, tolerance, step, mostEntries);
        return new([check.Check($"{loss.Name}.InputGrad", x, gradient)]);
    }

    /// <summary>Checks functions of your own.</summary>
    /// <param name="name">How they are called in the report.</param>
    /// <param name="forward">Y of X.</param>
    /// <param name="backward">dL/dX of X and dL/dY.</param>
    /// <param name="input">Where; more than one row, and numbers of both signs, show most mistakes.</param>
    /// <param name="tolerance">The largest error, relative to the size of the gradient.</param>
    /// <param name="step">h.</param>
    /// <param name="mostEntries">How many entries of a gradient are looked at.</param>
    public static GradientReport Of(string name, Func<Tensor, Tensor> forward, Func<Tensor, Tensor, Tensor> backward, Tensor input,
        double tolerance = 1e-3, double step = 1e-2, int mostEntries = 300) =>
        Of(name, forward, backward, [], input, tolerance, step, mostEntries);

    private static GradientReport Of(string name, Func<Tensor, Tensor> forward, Func<Tensor, Tensor, Tensor> backward,
        IReadOnlyList<Parameter> parameters, Tensor input, double tolerance, double step, int mostEntries)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(forward);
        ArgumentNullException.ThrowIfNull(backward);
        ArgumentNullException.ThrowIfNull(input);
        var x = input.Clone();
        var output = forward(x);
        var weights = Initialization.Normal(output.Shape, new RandomState(7));
        var inputGrad = backward(x, weights);
        ShapeException.ThrowUnlessEqual(inputGrad.Shape, x.Shape, $"{name}.Backward", "inputGrad");
        var expected = inputGrad.ToArray();
        var parameterGrads = parameters.Select(parameter => parameter.Grad?.ToArray()
            ?? throw new InvalidOperationException($"{name}.Backward did not set the gradient of {parameter}.")).ToArray();

        var check = new FiniteDifference(() => forward(x).ToArray(), weights.ToArray(), tolerance, step, mostEntries);
        var gradients = new List<CheckedGradient> { check.Check($"{name}.InputGrad", x, expected) };
        for (var i = 0; i < parameters.Count; i++)
            gradients.Add(check.Check($"{name}.{Capitalized(parameters[i].Name)}Grad", parameters[i].Value, parameterGrads[i]));
        return new(gradients);
    }

    private static string Capitalized(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
