using System.Text.Json;
using DeepLearning.Autograd;
using DeepLearning.Modules;
using DeepLearning.Tensors;

namespace DeepLearning.Tests.Modules;

/// <summary>Every module and loss against PyTorch 1.13.1: outputs, and the gradients of the input and of all parameters.</summary>
public class TorchParityTests
{
    private static readonly JsonElement s_fixture = JsonDocument.Parse(File.ReadAllText(Fixture("torch_modules.json"))).RootElement;

    public static TheoryData<string> Kinds => [.. s_fixture.GetProperty("modules").EnumerateArray()
        .Select(c => c.GetProperty("module").GetString()!).Distinct()];

    public static TheoryData<string> Losses => [.. s_fixture.GetProperty("losses").EnumerateArray()
        .Select(c => c.GetProperty("loss").GetString()!).Distinct()];

    [Theory, MemberData(nameof(Kinds))]
    public void Module_agrees_with_PyTorch(string kind)
    {
        var cases = s_fixture.GetProperty("modules").EnumerateArray().Where(c => c.GetProperty("module").GetString() == kind).ToList();
        Assert.Equal(20, cases.Count);
        foreach (var c in cases) Check(c, $"{kind}({string.Join(", ", Ints(c.GetProperty("args")))})");
    }

    [Theory, MemberData(nameof(Losses))]
    public void Loss_agrees_with_PyTorch(string kind)
    {
        foreach (var c in s_fixture.GetProperty("losses").EnumerateArray().Where(c => c.GetProperty("loss").GetString() == kind))
        {
            var reduction = c.GetProperty("reduction").GetString() == "mean" ? LossReduction.Mean : LossReduction.Sum;
            LossModule loss = kind switch
            {
                "MSELoss" => new MSELoss(reduction),
                "CrossEntropyLoss" => new CrossEntropyLoss(reduction),
                _ => new BCEWithLogitsLoss(reduction),
            };
            var input = Read(c.GetProperty("input"));
            input.RequiresGrad = true;
            var value = loss.Call(input, Tensor.FromArray(Floats(c.GetProperty("target")), input.Shape));
            value.Backward();
            Same([c.GetProperty("value").GetSingle()], [value.Item()], $"{kind}, value");
            Same(Floats(c.GetProperty("inputGrad")), input.Grad!.ToArray(), $"{kind}, gradient");
        }
    }

    [Fact]
    public void Cross_entropy_of_labels_equals_that_of_one_hot_rows()
    {
        var logits = Tensor.FromArray([1, 2, 3, 0, -1, 5], [2, 3]);
        var labels = new CrossEntropyLoss().Call(logits, [2, 0]).Item();
        Assert.Equal(new CrossEntropyLoss().Call(logits, Tensor.FromArray([0, 0, 1, 1, 0, 0], [2, 3])).Item(), labels, 1e-6);
        Assert.Contains("label 3 is not a class", Assert.Throws<ArgumentOutOfRangeException>(() => new CrossEntropyLoss()
            .Call(logits, [3, 0])).Message);
    }

    private static void Check(JsonElement c, string name)
    {
        var module = Make(c.GetProperty("module").GetString()!, Ints(c.GetProperty("args")));
        var parameters = c.GetProperty("parameters").EnumerateObject().ToList();
        var ours = module.Parameters().ToList();
        Assert.Equal(parameters.Count, ours.Count);
        for (var i = 0; i < ours.Count; i++) ours[i].CopyFrom(Read(parameters[i].Value));
        if (c.GetProperty("eval").GetBoolean())
        {
            module.Eval();
            ((BatchNorm)module).RunningMean.CopyFrom(Read(c.GetProperty("buffers").GetProperty("running_mean")));
            ((BatchNorm)module).RunningVariance.CopyFrom(Read(c.GetProperty("buffers").GetProperty("running_var")));
        }
        var input = Read(c.GetProperty("input"));
        input.RequiresGrad = true;
        var output = module.Call(input);
        Assert.Equal(Ints(c.GetProperty("output").GetProperty("shape")), output.Shape);
        Same(Floats(c.GetProperty("output").GetProperty("values")), output.ToArray(), $"{name}, output");
        output.Backward(Tensor.FromArray(Floats(c.GetProperty("upstream")), output.Shape));
        if (c.GetProperty("inputGrad").ValueKind != JsonValueKind.Null)
            Same(Floats(c.GetProperty("inputGrad")), input.Grad!.ToArray(), $"{name}, input gradient");
        for (var i = 0; i < ours.Count; i++) Same(Floats(parameters[i].Value.GetProperty("grad")), ours[i].Grad!.ToArray(),
            $"{name}, gradient of {parameters[i].Name}");
    }

    private static Module Make(string kind, int[] a) => kind switch
    {
        "Linear" => new Linear(a[0], a[1]),
        "Conv2d" => new Conv2d(a[0], a[1], a[2], a[3], a[4]),
        "MaxPool2d" => new MaxPool2d(a[0], a[1], a[2]),
        "AvgPool2d" => new AvgPool2d(a[0], a[1], a[2]),
        "BatchNorm1d" => new BatchNorm1d(a[0]),
        "BatchNorm2d" => new BatchNorm2d(a[0]),
        "LayerNorm" => new LayerNorm(a[0]),
        "Embedding" => new Embedding(a[0], a[1]),
        "RNN" => new Rnn(a[0], a[1], a[2]),
        "GRU" => new Gru(a[0], a[1], a[2]),
        "LSTM" => new Lstm(a[0], a[1], a[2]),
        "Sigmoid" => new Sigmoid(),
        "Tanh" => new Tanh(),
        "ReLU" => new ReLU(),
        "LeakyReLU" => new LeakyReLU(),
        _ => throw new ArgumentException(kind),
    };

    internal static void Same(float[] expected, float[] got, string what)
    {
        Assert.Equal(expected.Length, got.Length);
        for (var i = 0; i < got.Length; i++)
            Assert.True(Math.Abs(expected[i] - got[i]) <= 2e-5 * (1 + Math.Abs(expected[i])),
                $"{what} [{i}]: PyTorch {expected[i]}, ours {got[i]}");
    }

    private static Tensor Read(JsonElement tensor) =>
        Tensor.FromArray(Floats(tensor.GetProperty("values")), Shape.Create(Ints(tensor.GetProperty("shape"))));

    internal static float[] Floats(JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetSingle())];

    internal static int[] Ints(JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetInt32())];

    internal static string Fixture(string name, [System.Runtime.CompilerServices.CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "fixtures", name);
}
