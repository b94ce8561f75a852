using DeepLearning.Autograd;
using DeepLearning.Modules;
using DeepLearning.Random;
using DeepLearning.Tensors;

namespace DeepLearning.Tests.Modules;

/// <summary>Gradients through whole models against central differences of every parameter.</summary>
[Collection(nameof(ModuleGenerator))]
public class ModuleGradientTests
{
    private static readonly Dictionary<string, (Func<Module> Make, Shape Input)> s_models = new()
    {
        ["Linear of three axes"] = (() => new Linear(3, 4), [2, 5, 3]),
        ["A small network"] = (() => new Sequential(new Linear(3, 5), new Sigmoid(), new Linear(5, 4), new Tanh(), new Linear(4, 2)),
            [6, 3]),
        ["LayerNorm"] = (() => new Sequential(new Linear(3, 6), new LayerNorm(6), new Linear(6, 2)), [4, 3]),
        ["LayerNorm of three axes"] = (() => new Sequential(new Linear(3, 6), new LayerNorm(6), new GELU()), [2, 4, 3]),
        ["Attention of two heads"] = (() => new SelfAttention(4, 2), [2, 3, 4]),
        ["A transformer block"] = (() => new TransformerBlock(4, 2), [2, 3, 4]),
        ["Global average pooling"] = (() => new Sequential(new GlobalAvgPool2d(), new Linear(3, 2)), [2, 3, 4, 5]),
        ["A residual block"] = (() => AwayFromKinks(new ResidualBlock(2, 2)), [3, 2, 4, 3]),
        ["A residual block with a shortcut"] = (() => AwayFromKinks(new ResidualBlock(2, 3, stride: 2)), [3, 2, 5, 4]),
        ["Rnn"] = (() => new Rnn(3, 4), [2, 5, 3]),
        ["Gru of two layers"] = (() => new Gru(3, 4, layers: 2), [2, 5, 3]),
        ["Lstm of two layers and a head"] = (() => new Sequential(new Lstm(3, 4, layers: 2), new Linear(4, 2)), [2, 5, 3]),
        ["Flatten and back"] = (() => new Sequential(new Flatten(), new Linear(12, 6), new Unflatten(3, 2)), [2, 3, 4]),
    };

    public static TheoryData<string> Names => [.. s_models.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Gradients_match_central_differences(string name)
    {
        Module.Seed(3);
        var model = s_models[name].Make();
        var random = new RandomState(4);
        var input = Tensor.FromArray(random.Randn(s_models[name].Input.Size), s_models[name].Input);
        input.RequiresGrad = true;
        var output = model.Call(input);
        var weights = Tensor.FromArray(random.Randn(output.Size), output.Shape);
        (output * weights).Sum().Backward();

        foreach (var (path, tensor) in model.NamedParameters().Append(("input", input)))
        {
            var grad = tensor.Grad!.ToArray();
            var start = tensor.ToArray();
            for (var i = 0; i < Math.Min(start.Length, 12); i++)
            {
                var expected = (Loss(1e-2f) - Loss(-1e-2f)) / 2e-2;
                Assert.True(Math.Abs(grad[i] - expected) < 4e-3 * (1 + Math.Abs(expected)),
                    $"{name}, {path} [{i}]: got {grad[i]}, finite difference {expected}");

                double Loss(float step)
                {
                    using var quiet = new NoGrad();
                    var moved = start.ToArray();
                    moved[i] += step;
                    tensor.CopyFrom(Tensor.FromArray(moved, tensor.Shape));
                    var loss = (model.Call(input) * weights).ToArray().Sum(value => (double)value);
                    tensor.CopyFrom(Tensor.FromArray(start, tensor.Shape));
                    return loss;
                }
            }
        }
    }

    /// <summary>Every second channel is shifted far up, the others far down: no step of a finite difference crosses the kink of a
    /// ReLU.</summary>
    private static ResidualBlock AwayFromKinks(ResidualBlock block)
    {
        foreach (var (_, norm) in block.NamedModules())
            if (norm is BatchNorm2d { Bias: var bias })
                for (var channel = 0; channel < bias.Size; channel++) bias[channel] = channel % 2 == 0 ? 4 : -4;
        return block;
    }

    [Fact]
    public void A_sequence_in_two_parts_equals_the_whole()
    {
        var lstm = new Lstm(3, 4, layers: 2);
        var random = new RandomState(1);
        float[][] parts = [[.. random.Randn(2 * 3 * 3).Select(v => (float)v)], [.. random.Randn(2 * 2 * 3).Select(v => (float)v)]];
        var (first, state) = lstm.Forward(Tensor.FromArray(parts[0], [2, 3, 3]), null);
        var (second, _) = lstm.Forward(Tensor.FromArray(parts[1], [2, 2, 3]), state);
        var whole = lstm.Call(Tensor.FromArray([.. parts[0][..9], .. parts[1][..6], .. parts[0][9..], .. parts[1][6..]], [2, 5, 3]));
        Assert.Equal(first[1, 2, 0], whole[1, 2, 0], 1e-6);
        Assert.Equal(second[1, 1, 3], whole[1, 4, 3], 1e-6);
    }

    [Fact]
    public void A_state_of_another_network_is_refused()
    {
        var (_, state) = new Lstm(3, 4).Forward(Tensor.Zeros([2, 1, 3]), null);
        Assert.Contains("the state has 1 layers; expected 2",
            Assert.Throws<ArgumentException>(() => new Lstm(3, 4, layers: 2).Forward(Tensor.Zeros([2, 1, 3]), state)).Message);
        Assert.Throws<ShapeException>(() => new Lstm(3, 5).Forward(Tensor.Zeros([2, 1, 3]), state));
    }
}
