namespace DeepLearning.Tensors;

/// <summary>How each operation's gradient flows back; apart from the operations, so that these cost nothing when nobody records.</summary>
public sealed partial class Tensor
{
    private Tensor RecordAffine(Tensor result, float scale) =>
        result.RecordedAs("Affine", [this], [], grad => AddGrad(scale == 1 ? grad : grad.Affine(scale, 0)));

    private Tensor RecordQuotient(Tensor result, float divisor) =>
        result.RecordedAs("Divide", [this], [], grad => AddGrad(divisor == 1 ? grad : grad / divisor));

    private Tensor RecordUnary(UnaryOperation f, Tensor result, float parameter)
    {
        // The closure reads the output without its history: a tensor that held itself through its node would never be collected early.
        var output = result.Detach();
        var readsOutput = f is UnaryOperation.Sqrt or UnaryOperation.Exp or UnaryOperation.Sigmoid or UnaryOperation.Tanh;
        return result.RecordedAs(f.ToString(), [this], [readsOutput ? output : this],
            grad => AddGrad(UnaryGrad(f, output, grad, parameter)));
    }

    private static Tensor RecordBinary(BinaryOperation f, Tensor a, Tensor b, Tensor result) => f switch
    {
        BinaryOperation.Add => result.RecordedAs("Add", [a, b], [], grad =>
        {
            if (a.RequiresGrad) a.AddGrad(grad.SumTo(a.Shape));
            if (b.RequiresGrad) b.AddGrad(grad.SumTo(b.Shape));
        }),
        BinaryOperation.Subtract => result.RecordedAs("Subtract", [a, b], [], grad =>
        {
            if (a.RequiresGrad) a.AddGrad(grad.SumTo(a.Shape));
            if (b.RequiresGrad) b.AddGrad(-grad.SumTo(b.Shape));
        }),
        BinaryOperation.Multiply => result.RecordedAs("Multiply", [a, b], [a, b], grad =>
        {
            if (a.RequiresGrad) a.AddGrad((grad * b).SumTo(a.Shape));
            if (b.RequiresGrad) b.AddGrad((grad * a).SumTo(b.Shape));
        }),
        BinaryOperation.Divide => result.RecordedAs("Divide", [a, b], [a, b], grad =>
        {
            var quotientGrad = grad / b;
            if (a.RequiresGrad) a.AddGrad(quotientGrad.SumTo(a.Shape));
            // d(a/b)/db = −(a/b)/b
            if (b.RequiresGrad) b.AddGrad(-(quotientGrad * (a / b)).SumTo(b.Shape));
        }),
        BinaryOperation.Maximum => result.RecordedAs("Maximum", [a, b], [a, b], grad =>
        {
            // The larger one gets the gradient; of equals, each gets half.
            var share = Sign(a - b);
            if (a.RequiresGrad) a.AddGrad((grad * share.Affine(0.5f, 0.5f)).SumTo(a.Shape));
            if (b.RequiresGrad) b.AddGrad((grad * share.Affine(-0.5f, 0.5f)).SumTo(b.Shape));
        }),
        _ => throw new ArgumentOutOfRangeException(nameof(f)),
    };

    private Tensor RecordMatMul(Tensor other, bool transposeThis, bool transposeOther, Tensor result) =>
        result.RecordedAs("MatMul", [this, other], [this, other], grad =>
        {
            // Y = A B: dA = dY Bᵀ, dB = Aᵀ dY; where an operand came transposed, its gradient is the transpose of that.
            if (RequiresGrad) AddGrad(transposeThis ? other.MatMul(grad, transposeOther, true)
                : grad.MatMul(other, false, !transposeOther));
            if (other.RequiresGrad) other.AddGrad(transposeOther ? grad.MatMul(this, true, transposeThis)
                : MatMul(grad, !transposeThis, false));
        });

    private Tensor RecordPermute(int[] axes, Tensor result)
    {
        var back = new int[axes.Length];
        for (var i = 0; i < axes.Length; i++) back[axes[i]] = i;
        return result.RecordedAs("Permute", [this], [], grad => AddGrad(grad.Permute(back)));
    }

    /// <summary>Every term of a sum moves it as much as the sum itself: the gradient is stretched over the terms.</summary>
    private Tensor RecordSum(Tensor result, Shape stretchable) =>
        result.RecordedAs("Sum", [this], [], grad => AddGrad(Zeros(Shape, Device) + grad.Reshape(stretchable.AsSpan())));

    /// <summary>Only the largest element moves the maximum; equals share.</summary>
    private Tensor RecordMax(Tensor result, Shape kept)
    {
        var output = result.Detach();
        return result.RecordedAs("Max", [this], [this, output], grad =>
        {
            var isLargest = Sign(this - output.Reshape(kept.AsSpan())).Affine(1, 1);
            var count = isLargest.SumTo(kept);
            AddGrad(isLargest * (grad.Reshape(kept.AsSpan()) / count));
        });
    }

    private static Tensor Sign(Tensor x)
    {
        var result = Uninitialized(x.Shape, x.Device);
        x.Backend.UnaryGrad(UnaryOperation.Abs, x, x, Ones(x.Shape, x.Device), result, 0);
        return result;
    }
}
