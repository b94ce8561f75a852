using DeepLearning.Optimizers;
using DeepLearning.Tensors;

namespace DeepLearning.Tests.Optimizers;

/// <summary>Three steps of each optimizer against its rule, written out in double for single numbers.</summary>
public class OptimizerRuleTests
{
    private delegate double Rule(double w, double g, int step, double[] memory);

    private static readonly Dictionary<string, (Func<Optimizer> Make, Rule Rule)> s_rules = new()
    {
        ["SGD"] = (() => new Sgd(0.1f), (w, g, _, _) => w - 0.1 * g),
        ["Momentum"] = (() => new SgdMomentum(0.1f, 0.8f), (w, g, _, m) => w - (m[0] = 0.8 * m[0] + 0.1 * g)),
        ["Nesterov"] = (() => new SgdMomentum(0.1f, 0.8f, nesterov: true),
            (w, g, _, m) => w - (0.1 * g + 0.8 * (m[0] = 0.8 * m[0] + 0.1 * g))),
        ["AdaGrad"] = (() => new AdaGrad(0.1f), (w, g, _, m) => w - 0.1 * g / (Math.Sqrt(m[0] += g * g) + 1e-7)),
        ["RMSProp"] = (() => new RmsProp(0.1f, 0.9f), (w, g, _, m) => w - 0.1 * g / (Math.Sqrt(m[0] = 0.9 * m[0] + 0.1 * g * g) + 1e-8)),
        ["Adam"] = (() => new Adam(0.1f), (w, g, step, m) => w - 0.1 * AdamDirection(g, step, m)),
        ["AdamW"] = (() => new AdamW(0.1f, weightDecay: 0.2f), (w, g, step, m) => w - 0.1 * (AdamDirection(g, step, m) + 0.2 * w)),
    };

    public static TheoryData<string> Names => [.. s_rules.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Steps_follow_the_rule(string name)
    {
        var (make, rule) = s_rules[name];
        double[] start = [1, -2, 0.5, 3, -0.1, 7, 2];
        var parameter = Tensor.FromArray(start, [7]);
        var memory = start.Select(_ => new double[2]).ToArray();
        var expected = start.ToArray();
        var optimizer = make();
        for (var step = 1; step <= 3; step++)
        {
            double[] gradient = [.. start.Select((v, i) => Math.Sin(v + i + step))];
            parameter.Grad = Tensor.FromArray(gradient, [7]);
            optimizer.Step([parameter]);
            for (var i = 0; i < expected.Length; i++) expected[i] = rule(expected[i], gradient[i], step, memory[i]);
        }
        Assert.All(parameter.ToArray().Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-5 * (1 + Math.Abs(pair.Second))));
    }

    [Theory, MemberData(nameof(Names))]
    public void A_parameter_without_gradient_stays(string name)
    {
        var parameter = Tensor.Ones([3]);
        s_rules[name].Make().Step([parameter]);
        Assert.Equal([1, 1, 1], parameter.ToArray());
    }

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SgdMomentum(momentum: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdaGrad(epsilon: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RmsProp(decay: -0.1f));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(beta2: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdamW(weightDecay: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(learningRate: float.NaN));
    }

    [Fact]
    public void Clipping_keeps_the_direction_and_limits_the_norm()
    {
        var (a, b) = (Tensor.Zeros([2]), Tensor.Zeros([1]));
        (a.Grad, b.Grad) = (Tensor.FromArray([3f, 0]), Tensor.FromArray([4f]));
        Assert.Equal(5, GradientClipping.ByNorm([a, b], 1), 1e-6);
        Assert.Equal(0.6f, a.Grad[0], 1e-6f);
        Assert.Equal(0.8f, b.Grad[0], 1e-6f);
        Assert.Equal(1, GradientClipping.ByNorm([a, b], 2), 1e-6);
        Assert.Equal(0.6f, a.Grad[0], 1e-6f);
        Assert.Throws<ArgumentOutOfRangeException>(() => GradientClipping.ByNorm([a], 0));
    }

    private static double AdamDirection(double g, int step, double[] m)
    {
        m[0] = 0.9 * m[0] + 0.1 * g;
        m[1] = 0.999 * m[1] + 0.001 * g * g;
        return m[0] / (1 - Math.Pow(0.9, step)) / (Math.Sqrt(m[1] / (1 - Math.Pow(0.999, step))) + 1e-8);
    }

    [Fact]
    public void Clipping_of_large_gradients_loses_them()
    {
        var weights = Tensor.Zeros([100]);
        weights.RequiresGrad = true;
        weights.AddGrad(Tensor.Full([100], 1e20f));
        Assert.Equal(1e21f, GradientClipping.ByNorm([weights], 5), 1e15f);
        Assert.All(weights.Grad!.ToArray(), g => Assert.Equal(0.5f, g, 1e-5f));
    }

    [Theory]
    [InlineData(float.PositiveInfinity, "Infinity")]
    [InlineData(float.NaN, "NaN")]
    public void Clipping_goes_on_with_a_gradient_that_is_no_number(float bad, string name)
    {
        Tensor first = Tensor.Zeros([2]), second = Tensor.Zeros([1, 2]);
        first.RequiresGrad = second.RequiresGrad = true;
        first.AddGrad(Tensor.FromArray([1f, 2f]));
        second.AddGrad(Tensor.FromArray(new float[,] { { 1, bad } }));
        var error = Assert.Throws<ArithmeticException>(() => GradientClipping.ByNorm([first, second], 1));
        Assert.StartsWith($"GradientClipping.ByNorm: the gradient of parameter 1, of shape [1, 2], holds {name}.", error.Message);
        Assert.Equal([1f, 2f], first.Grad!.ToArray());
    }
}
