using DeepLearning.Autograd;
using DeepLearning.Random;
using DeepLearning.Tensors;

namespace DeepLearning.Tests.Autograd;

/// <summary>The gradient of every tensor operation against central differences, through a random weighting of the result.</summary>
public class TensorGradientTests
{
    private static readonly Dictionary<string, (Shape[] Inputs, Func<Tensor[], Tensor> F)> s_operations = new()
    {
        ["Add"] = ([[3, 4], [3, 4]], x => x[0] + x[1]),
        ["Add row"] = ([[3, 4], [1, 4]], x => x[0] + x[1]),
        ["Add to row"] = ([[4], [3, 4]], x => x[0] + x[1]),
        ["Subtract column"] = ([[3, 4], [3, 1]], x => x[0] - x[1]),
        ["Multiply"] = ([[2, 3], [2, 3]], x => x[0] * x[1]),
        ["Multiply by itself"] = ([[2, 3]], x => x[0] * x[0]),
        ["Multiply broadcast"] = ([[2, 3, 4], [3, 1]], x => x[0] * x[1]),
        ["Divide"] = ([[2, 3], [2, 3]], x => x[0] / (x[1].Square() + 1)),
        ["Divide a number"] = ([[2, 3]], x => 3 / (x[0].Square() + 1)),
        ["Divide by row"] = ([[2, 3], [3]], x => x[0] / (x[1].Square() + 1)),
        ["Divide row"] = ([[3], [2, 3]], x => x[0] / (x[1].Square() + 1)),
        ["Column and row"] = ([[3, 1], [1, 4]], x => x[0] * x[1] + x[0] / (x[1].Square() + 1) - Tensor.Maximum(x[0], x[1])),
        ["Divide by a number"] = ([[2, 3]], x => x[0].Square() / 7),
        ["Cross-entropy and its targets"] = ([[3, 4], [3, 4]], x => Functional.CrossEntropy(x[0], x[1]) * 2),
        ["Maximum"] = ([[2, 5], [2, 5]], x => Tensor.Maximum(x[0], x[1])),
        ["Affine"] = ([[2, 3]], x => 3 - 2 * x[0] / 4),
        ["Square"] = ([[2, 3]], x => x[0].Square()),
        ["Sqrt"] = ([[2, 3]], x => (x[0].Square() + 1).Sqrt()),
        ["Exp"] = ([[2, 3]], x => x[0].Exp()),
        ["Log"] = ([[2, 3]], x => (x[0].Square() + 1).Log()),
        ["Abs"] = ([[2, 3]], x => x[0].Abs()),
        ["Sigmoid"] = ([[2, 3]], x => x[0].Sigmoid()),
        ["Tanh"] = ([[2, 3]], x => x[0].Tanh()),
        ["Relu"] = ([[2, 3]], x => x[0].Relu()),
        ["LeakyRelu"] = ([[2, 3]], x => x[0].Unary(UnaryOperation.LeakyRelu, 0.1f)),
        ["MatMul"] = ([[2, 3], [3, 4]], x => x[0].MatMul(x[1])),
        ["MatMul, first transposed"] = ([[3, 2], [3, 4]], x => x[0].MatMul(x[1], transposeThis: true)),
        ["MatMul, second transposed"] = ([[2, 3], [4, 3]], x => x[0].MatMul(x[1], transposeOther: true)),
        ["MatMul, both transposed"] = ([[3, 2], [4, 3]], x => x[0].MatMul(x[1], true, true)),
        ["Permute"] = ([[2, 3, 4]], x => x[0].Permute(2, 0, 1)),
        ["Transpose"] = ([[2, 3]], x => x[0].Transpose()),
        ["Reshape"] = ([[2, 6]], x => x[0].Reshape(3, -1)),
        ["Sum"] = ([[2, 3]], x => x[0].Sum()),
        ["Sum over an axis"] = ([[2, 3, 4]], x => x[0].Sum(1)),
        ["Sum over an axis that is kept"] = ([[2, 3, 4]], x => x[0].Sum(-1, keepAxis: true)),
        ["Mean over an axis"] = ([[2, 3, 4]], x => x[0].Mean(0)),
        ["Max over an axis"] = ([[2, 5]], x => x[0].Max(1)),
        ["SumTo"] = ([[2, 3, 4]], x => x[0].SumTo([3, 1])),
        ["Rows, one of them twice"] = ([[4, 3]], x => x[0].Rows([2, 0, 2])),
        ["Columns"] = ([[2, 3, 5]], x => x[0].Columns(1, 4)),
        ["Concat"] = ([[2, 3], [2, 1], [2, 4]], x => Tensor.Concat(x)),
        ["Clone"] = ([[2, 3]], x => x[0].Clone()),
        ["A tensor used three times"] = ([[2, 3]], x => x[0] * x[0] + x[0].Sigmoid()),
    };

    public static TheoryData<string> Names => [.. s_operations.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Gradient_matches_central_differences(string name)
    {
        var (shapes, f) = s_operations[name];
        var random = new RandomState(3);
        Tensor[] inputs = [.. shapes.Select(shape => Tensor.FromArray(random.Randn(shape.Size), shape))];
        foreach (var input in inputs) input.RequiresGrad = true;
        var result = f(inputs);
        var weights = Tensor.FromArray(random.Randn(result.Size), result.Shape);
        (result * weights).Sum().Backward();

        using var quiet = new NoGrad();
        for (var k = 0; k < inputs.Length; k++)
            for (var i = 0; i < inputs[k].Size; i++)
            {
                var expected = (Loss(k, i, 1e-2f) - Loss(k, i, -1e-2f)) / 2e-2;
                var got = inputs[k].Grad!.ToArray()[i];
                Assert.True(Math.Abs(got - expected) < 2e-3 * (1 + Math.Abs(expected)),
                    $"{name}: input {k}, element {i}: got {got}, finite difference {expected}");
            }

        double Loss(int k, int i, float step)
        {
            var moved = inputs.Select(input => input.Clone()).ToArray();
            var values = moved[k].ToArray();
            values[i] += step;
            moved[k] = Tensor.FromArray(values, moved[k].Shape);
            return (f(moved) * weights).ToArray().Sum(value => (double)value);
        }
    }
}
