using DeepLearning.Analysis;
using DeepLearning.Layers;
using DeepLearning.Tensors;

namespace DeepLearning.Tests.Layers;

/// <summary>Every layer's backward against central differences: random upstream gradients, batches, shapes that are not square.</summary>
public class LayerGradientTests
{
    private static readonly Dictionary<string, (Func<Layer> Make, int[] Input)> Cases = new()
    {
        ["Dense"] = (() => new Dense(5), [4, 3]),
        ["Dense with tanh"] = (() => new Dense(5, new Tanh(), Initialization.Glorot), [4, 3]),
        ["ReLU"] = (() => new Activation(new ReLU()), [4, 3]),
        ["LeakyReLU"] = (() => new Activation(new LeakyReLU(0.3f)), [4, 3]),
        ["Tanh"] = (() => new Activation(new Tanh()), [2, 3, 4]),
        ["Softmax"] = (() => new Activation(new Softmax()), [4, 5]),
        ["Dropout"] = (() => new Dropout(0.6f), [6, 5]),
        ["Flatten"] = (() => new Flatten(), [2, 3, 2, 4]),
        ["Conv2D, one channel"] = (() => new Conv2D(2, 3), [3, 1, 6, 5]),
        ["Conv2D, several channels, tanh"] = (() => new Conv2D(4, 3, activation: new Tanh()), [2, 3, 4, 6]),
        ["Conv2D, stride 2"] = (() => new Conv2D(3, 3, stride: 2, padding: 1), [3, 2, 7, 5]),
        ["Conv2D, even filter, no bias"] = (() => new Conv2D(2, 2, stride: 1, padding: 0, bias: false), [2, 2, 4, 3]),
        ["Conv2D, padding 2, stride 3"] = (() => new Conv2D(2, 5, stride: 3, padding: 2), [2, 2, 8, 7]),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_match_central_differences(string name)
    {
        var (make, input) = Cases[name];
        var layer = make();
        var report = GradientCheck.Of(layer, Draw.Normal(Shape.Create(input), seed: 5));
        Assert.True(report.Passed, report.Message);
        Assert.Equal(1 + layer.Parameters.Count, report.Gradients.Count);
        Assert.All(report.Gradients, gradient => Assert.True(gradient.Entries > 0));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Parameter_gradients_are_the_same_where_the_input_gradient_is_left_out(string name)
    {
        var (make, shape) = Cases[name];
        var layer = make();
        var output = layer.Forward(Draw.Normal(Shape.Create(shape), seed: 5));
        var upstream = Draw.Normal(output.Shape, seed: 6);
        layer.Backward(upstream);
        if (layer.Parameters.Count == 0) return;
        var expected = layer.Parameters.Select(parameter => parameter.Grad!.ToArray()).ToArray();
        foreach (var parameter in layer.Parameters) parameter.Grad = null;
        layer.BackwardToParameters(upstream);
        Assert.Equal(expected, layer.Parameters.Select(parameter => parameter.Grad!.ToArray()));
    }
}
