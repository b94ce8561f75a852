namespace DeepLearning.Tensors.Cpu;

internal sealed unsafe partial class CpuBackend<TVector>
{
    public override void Unary(UnaryOperation f, Tensor x, Tensor result, float parameter)
    {
        var source = Values(x);
        var target = Values(result);
        for (var i = 0; i < target.Length; i++)
        {
            var v = source[i];
            target[i] = f switch
            {
                UnaryOperation.Square => v * v,
                UnaryOperation.Sqrt => MathF.Sqrt(v),
                UnaryOperation.Exp => MathF.Exp(v),
                UnaryOperation.Log => MathF.Log(v),
                UnaryOperation.Abs => MathF.Abs(v),
                UnaryOperation.Sigmoid => 1 / (1 + MathF.Exp(-v)),
                UnaryOperation.Tanh => MathF.Tanh(v),
                UnaryOperation.Relu => MathF.Max(v, 0),
                UnaryOperation.LeakyRelu => v > 0 ? v : parameter * v,
                _ => throw new ArgumentOutOfRangeException(nameof(f)),
            };
        }
    }

    public override void UnaryGrad(UnaryOperation f, Tensor input, Tensor output, Tensor outputGrad, Tensor inputGrad, float parameter)
    {
        var xs = Values(input);
        var ys = Values(output);
        var grads = Values(outputGrad);
        var target = Values(inputGrad);
        for (var i = 0; i < target.Length; i++)
        {
            var (x, y) = (xs[i], ys[i]);
            target[i] = grads[i] * f switch
            {
                UnaryOperation.Square => 2 * x,
                UnaryOperation.Sqrt => 0.5f / y,
                UnaryOperation.Exp => y,
                UnaryOperation.Log => 1 / x,
                UnaryOperation.Abs => MathF.Sign(x),
                UnaryOperation.Sigmoid => y * (1 - y),
                UnaryOperation.Tanh => 1 - y * y,
                UnaryOperation.Relu => x > 0 ? 1 : 0,
                UnaryOperation.LeakyRelu => x > 0 ? 1 : parameter,
                _ => throw new ArgumentOutOfRangeException(nameof(f)),
            };
        }
    }

    public override void Binary(BinaryOperation f, Tensor a, Tensor b, Tensor result)
    {
        var x = Values(a);
        var y = Values(b);
        var z = Values(result);
        for (var i = 0; i < z.Length; i++)
        {
            var (left, right) = (x[Source(i, result.Shape, a.Shape)], y[Source(i, result.Shape, b.Shape)]);
            z[i] = f switch
            {
                BinaryOperation.Add => left + right,
                BinaryOperation.Subtract => left - right,
                BinaryOperation.Multiply => left * right,
                BinaryOperation.Divide => left / right,
                BinaryOperation.Maximum => MathF.Max(left, right),
                _ => throw new ArgumentOutOfRangeException(nameof(f)),
            };
        }
    }

    public override void Affine(Tensor x, float scale, float shift, Tensor result)
    {
        var source = Values(x);
        var target = Values(result);
        for (var i = 0; i < target.Length; i++) target[i] = scale * source[i] + shift;
    }

    public override void AddScaled(Tensor x, float scale, Tensor accumulator)
    {
        var source = Values(x);
        var target = Values(accumulator);
        for (var i = 0; i < target.Length; i++) target[i] += scale * source[i];
    }

    public override void Reduce(Reduction kind, Tensor x, int axis, Tensor result)
    {
        var source = Values(x);
        var target = Values(result);
        var length = x.Shape[axis];
        var inner = 1;
        for (var i = axis + 1; i < x.Rank; i++) inner *= x.Shape[i];
        for (var i = 0; i < target.Length; i++)
        {
            var at = i / inner * inner * length + i % inner;
            var value = kind == Reduction.Sum ? 0d : double.NegativeInfinity;
            for (var k = 0; k < length; k++, at += inner)
                value = kind == Reduction.Sum ? value + source[at] : Math.Max(value, source[at]);
            target[i] = (float)value;
        }
    }

    public override void SumTo(Tensor x, Tensor result)
    {
        var source = Values(x);
        var target = Values(result);
        target.Clear();
        for (var i = 0; i < source.Length; i++) target[Source(i, x.Shape, result.Shape)] += source[i];
    }

    public override int[] ArgMax(Tensor x)
    {
        var values = Values(x);
        var columns = x.Shape[1];
        var result = new int[x.Shape[0]];
        for (var row = 0; row < result.Length; row++)
            for (var column = 1; column < columns; column++)
                if (values[row * columns + column] > values[row * columns + result[row]]) result[row] = column;
        return result;
    }

    public override void SgdStep(Tensor parameter, Tensor gradient, float learningRate) => AddScaled(gradient, -learningRate, parameter);

    /// <summary>The element of a broadcast operand that stands at position <paramref name="at"/> of the result.</summary>
    private static int Source(int at, Shape result, Shape operand)
    {
        var (index, stride) = (0, 1);
        for (var i = 1; i <= operand.Rank; i++)
        {
            var length = result[^i];
            if (operand[^i] != 1) index += at % length * stride;
            stride *= operand[^i];
            at /= length;
        }
        return index;
    }
}
