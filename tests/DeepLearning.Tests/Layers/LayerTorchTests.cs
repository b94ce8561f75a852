using System.Text.Json;
using DeepLearning.Layers;
using DeepLearning.Losses;
using DeepLearning.Tensors;

namespace DeepLearning.Tests.Layers;

/// <summary>Every layer and loss against PyTorch 1.13.1 on twenty random configurations: outputs, and the gradients of the input and of
/// all parameters.</summary>
public class LayerTorchTests
{
    [Theory]
    [InlineData("Linear")]
    [InlineData("Conv2d")]
    [InlineData("Sigmoid")]
    [InlineData("Tanh")]
    [InlineData("ReLU")]
    [InlineData("LeakyReLU")]
    [InlineData("Softmax")]
    public void Layer_agrees_with_PyTorch(string kind)
    {
        var isOurs = kind == "Softmax";
        var cases = isOurs ? TorchFixture.Cases(TorchFixture.Layers, "layers", "module", kind)
            : TorchFixture.Cases(TorchFixture.Modules, "modules", "module", kind);
        Assert.Equal(20, cases.Count);
        foreach (var c in cases) Check(kind, c);
    }

    [Theory]
    [InlineData("squared error")]
    [InlineData("normalised squared error")]
    [InlineData("cross-entropy")]
    public void Loss_agrees_with_PyTorch(string kind)
    {
        Loss loss = kind switch
        {
            "squared error" => new MeanSquaredError(),
            "cross-entropy" => new SoftmaxCrossEntropy(),
            _ => new MeanSquaredError(normalize: true),
        };
        foreach (var c in TorchFixture.Cases(TorchFixture.Layers, "losses", "loss", kind))
        {
            var input = TorchFixture.Tensor(c.GetProperty("input"));
            var value = loss.Forward(input, Tensor.FromArray(TorchFixture.Floats(c.GetProperty("target")), input.Shape));
            TorchFixture.AssertSame([c.GetProperty("value").GetSingle()], Tensor.Scalar(value), kind);
            TorchFixture.AssertSame(TorchFixture.Floats(c.GetProperty("inputGrad")), loss.Backward(), $"{kind}, gradient");
        }
    }

    private static void Check(string kind, JsonElement c)
    {
        var (args, input) = (TorchFixture.Ints(c.GetProperty("args")), TorchFixture.Tensor(c.GetProperty("input")));
        var parameters = c.GetProperty("parameters") is { ValueKind: JsonValueKind.Object } byName
            ? [.. byName.EnumerateObject().Select(p => p.Value)]
            : c.GetProperty("parameters").EnumerateArray().ToArray();
        var (layer, name) = (Make(kind, args), $"{kind}({string.Join(", ", args)})");
        layer.Forward(input);
        for (var i = 0; i < parameters.Length;
            i++) layer.Parameters[i].Value.CopyFrom(Like(layer.Parameters[i].Value.Shape, kind, TorchFixture.Tensor(parameters[i])));
        var output = layer.Forward(input);
        Assert.Equal(TorchFixture.Ints(c.GetProperty("output").GetProperty("shape")), output.Shape);
        TorchFixture.AssertSame(TorchFixture.Floats(c.GetProperty("output").GetProperty("values")), output, $"{name}, output");
        var upstream = c.GetProperty("upstream") is { ValueKind: JsonValueKind.Object } shaped ? TorchFixture.Tensor(shaped)
            : Tensor.FromArray(TorchFixture.Floats(c.GetProperty("upstream")), output.Shape);
        TorchFixture.AssertSame(TorchFixture.Floats(c.GetProperty("inputGrad")), layer.Backward(upstream), $"{name}, input gradient");
        for (var i = 0; i < parameters.Length; i++)
        {
            var shape = TorchFixture.Ints(parameters[i].GetProperty("shape"));
            var expected = Like(layer.Parameters[i].Value.Shape, kind,
                Tensor.FromArray(TorchFixture.Floats(parameters[i].GetProperty("grad")), Shape.Create(shape)));
            TorchFixture.AssertSame(expected.ToArray(), layer.Parameters[i].Grad!, $"{name}, gradient of {layer.Parameters[i].Name}");
        }
    }

    // PyTorch keeps the weights of a linear layer transposed, [out, in], and biases as vectors.
    private static Tensor Like(Shape shape, string kind, Tensor torch) => kind == "Linear"
        && torch.Rank == 2 ? torch.Transpose() : torch.Reshape(shape.AsSpan());

    private static Layer Make(string kind, int[] a) => kind switch
    {
        "Linear" => new Dense(a[1]),
        "Conv2d" => new Conv2D(a[1], a[2], a[3], a[4]),
        "Sigmoid" => new Activation(new Sigmoid()),
        "Tanh" => new Activation(new Tanh()),
        "ReLU" => new Activation(new ReLU()),
        "LeakyReLU" => new Activation(new LeakyReLU(0.01f)),
        "Softmax" => new Activation(new Softmax()),
        _ => throw new ArgumentException(kind),
    };
}
