namespace DeepLearning.Tensors;

public sealed partial class Tensor
{
    /// <summary>a + b, element by element; the smaller one may be broadcast, and of equally many axes both ([5, 1] with [1, 3]).</summary>
    public static Tensor operator +(Tensor a, Tensor b) => Binary(BinaryOperation.Add, a, b, "Tensor.Add");

    /// <summary>a − b, element by element; the smaller one may be broadcast, and of equally many axes both ([5, 1] with [1, 3]).</summary>
    public static Tensor operator -(Tensor a, Tensor b) => Binary(BinaryOperation.Subtract, a, b, "Tensor.Subtract");

    /// <summary>a · b, element by element (not the matrix product); the smaller one may be broadcast, and of equally many axes both ([5,
    /// 1] with [1, 3]).</summary>
    public static Tensor operator *(Tensor a, Tensor b) => Binary(BinaryOperation.Multiply, a, b, "Tensor.Multiply");

    /// <summary>a / b, element by element; the smaller one may be broadcast, and of equally many axes both ([5, 1] with [1, 3]).</summary>
    public static Tensor operator /(Tensor a, Tensor b) => Binary(BinaryOperation.Divide, a, b, "Tensor.Divide");

    /// <summary>The larger of each pair of elements.</summary>
    public static Tensor Maximum(Tensor a, Tensor b) => Binary(BinaryOperation.Maximum, a, b, "Tensor.Maximum");

    /// <summary>Adds a number to every element.</summary>
    public static Tensor operator +(Tensor a, float b) => a.Affine(1, b);

    /// <summary>Adds a number to every element.</summary>
    public static Tensor operator +(float a, Tensor b) => b.Affine(1, a);

    /// <summary>Subtracts a number from every element.</summary>
    public static Tensor operator -(Tensor a, float b) => a.Affine(1, -b);

    /// <summary>Subtracts every element from a number.</summary>
    public static Tensor operator -(float a, Tensor b) => b.Affine(-1, a);

    /// <summary>Changes every sign.</summary>
    public static Tensor operator -(Tensor a) => a.Affine(-1, 0);

    /// <summary>Multiplies every element by a number.</summary>
    public static Tensor operator *(Tensor a, float b) => a.Affine(b, 0);

    /// <summary>Multiplies every element by a number.</summary>
    public static Tensor operator *(float a, Tensor b) => b.Affine(a, 0);

    /// <summary>Divides every element by a number.</summary>
    /// <remarks>It divides and does not multiply by 1 / b, which is rounded, and infinite for a tiny b: x / x is 1.</remarks>
    public static Tensor operator /(Tensor a, float b)
    {
        ArgumentNullException.ThrowIfNull(a);
        var result = Uninitialized(a.Shape, a.Device);
        a.Backend.Binary(BinaryOperation.Divide, a, Scalar(b, a.Device), result);
        return Records(a) ? a.RecordQuotient(result, b) : result;
    }

    /// <summary>Divides a number by every element.</summary>
    public static Tensor operator /(float a, Tensor b)
    {
        ArgumentNullException.ThrowIfNull(b);
        return Scalar(a, b.Device) / b;
    }

    /// <summary>x² of every element.</summary>
    public Tensor Square() => Unary(UnaryOperation.Square);

    /// <summary>√x of every element.</summary>
    public Tensor Sqrt() => Unary(UnaryOperation.Sqrt);

    /// <summary>eˣ of every element.</summary>
    public Tensor Exp() => Unary(UnaryOperation.Exp);

    /// <summary>The natural logarithm of every element.</summary>
    public Tensor Log() => Unary(UnaryOperation.Log);

    /// <summary>The absolute value of every element.</summary>
    public Tensor Abs() => Unary(UnaryOperation.Abs);

    /// <summary>1 / (1 + e⁻ˣ) of every element.</summary>
    public Tensor Sigmoid() => Unary(UnaryOperation.Sigmoid);

    /// <summary>tanh x of every element.</summary>
    public Tensor Tanh() => Unary(UnaryOperation.Tanh);

    /// <summary>max(x, 0) of every element.</summary>
    public Tensor Relu() => Unary(UnaryOperation.Relu);

    /// <summary>x times the share of a normal distribution below it, ½ x (1 + tanh(√(2/π) (x + 0.044715 x³))), of every element.</summary>
    /// <remarks>A ReLU with a rounded corner. Source: Hendrycks and Gimpel (2016), in the form with tanh.</remarks>
    public Tensor Gelu() => Unary(UnaryOperation.Gelu);

    /// <summary>scale · x + shift of every element.</summary>
    public Tensor Affine(float scale, float shift)
    {
        var result = Uninitialized(Shape, Device);
        Backend.Affine(this, scale, shift, result);
        return Records(this) ? RecordAffine(result, scale) : result;
    }

    /// <summary>Adds <c>scale · x</c> to this tensor's own elements.</summary>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public void AddInPlace(Tensor x, float scale = 1)
    {
        ArgumentNullException.ThrowIfNull(x);
        ShapeException.ThrowUnlessEqual(x.Shape, Shape, "Tensor.AddInPlace", nameof(x));
        Backend.AddScaled(OnSameDevice(x, "Tensor.AddInPlace"), scale, this);
        MarkChanged();
    }

    /// <summary>A function of one number applied to every element.</summary>
    internal Tensor Unary(UnaryOperation f, float parameter = 0)
    {
        var result = Uninitialized(Shape, Device);
        Backend.Unary(f, this, result, parameter);
        return Records(this) ? RecordUnary(f, result, parameter) : result;
    }

    /// <summary>The gradient with respect to this input of <paramref name="f"/>, of which the output and its gradient are given.</summary>
    internal Tensor UnaryGrad(UnaryOperation f, Tensor output, Tensor outputGrad, float parameter = 0)
    {
        var result = Uninitialized(Shape, Device);
        Backend.UnaryGrad(f, this, output, outputGrad, result, parameter);
        return result;
    }

    private static Tensor Binary(BinaryOperation f, Tensor a, Tensor b, string operation)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        a.OnSameDevice(b, operation);
        var result = Uninitialized(Broadcast(a.Shape, b.Shape, operation), a.Device);
        // A backend repeats one operand; where both stretch, the other is repeated here (times 1, which keeps −0 and NaN).
        var whole = a.Shape == result.Shape || b.Shape == result.Shape ? a
            : Binary(BinaryOperation.Multiply, Ones(result.Shape, a.Device), a.Detach(), operation);
        a.Backend.Binary(f, whole, b, result);
        return Records(a, b) ? RecordBinary(f, a, b, result) : result;
    }

    /// <summary>The common shape of two operands: one of them, to which the other stretches; of equally many axes both may stretch ([5,
    /// 1] with [1, 3] makes [5, 3]).</summary>
    /// <remarks>[N] with [N, 1] would make [N, N], which is almost always a mistake: where the numbers of axes differ, only the smaller
    /// operand stretches.</remarks>
    private static Shape Broadcast(Shape a, Shape b, string operation)
    {
        if (a == b || Stretches(b, a)) return a;
        if (Stretches(a, b)) return b;
        if (a.Rank == b.Rank && Enumerable.Range(0, a.Rank).All(i => a[i] == b[i] || a[i] == 1 || b[i] == 1))
            return Shape.Create([.. a.Zip(b, (left, right) => left == 1 ? right : left)]);
        throw new ShapeException($"{operation}: shapes {a} and {b} do not match. {Advice(a, b)}");
    }

    private static string Advice(Shape a, Shape b) => a.Rank == b.Rank
        ? "Along each axis the lengths must be equal, or one of them 1."
        : "The one with fewer axes must stretch to the other: aligned at the last axis, each of its lengths is equal or 1. To stretch " +
        "both, give them equally many axes with Reshape.";

    private static bool Stretches(Shape small, Shape large)
    {
        if (small.Rank > large.Rank) return false;
        for (var i = 1; i <= small.Rank; i++)
            if (small[^i] != 1 && small[^i] != large[^i]) return false;
        return true;
    }
}
