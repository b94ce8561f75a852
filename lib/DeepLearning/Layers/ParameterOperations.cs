using DeepLearning.Tensors;

namespace DeepLearning.Layers;

/// <summary>Numbers that training changes, together with the gradient of the loss with respect to them.</summary>
/// <remarks>Both live in one tensor, <see cref="Value"/> and its <see cref="Tensor.Grad"/>, which is what an optimizer takes.</remarks>
public sealed class Parameter
{
    /// <summary>Makes a parameter of its first value, which it takes over.</summary>
    /// <param name="value">Where training starts.</param>
    /// <param name="name">The name for messages and tables, such as <c>weight</c>.</param>
    public Parameter(Tensor value, string name = "parameter")
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Value = value.Keep();
        Name = name;
    }

    /// <summary>The numbers. To overwrite them, use <see cref="Tensor.CopyFrom"/>.</summary>
    public Tensor Value { get; }

    /// <summary>dL/d<see cref="Value"/> of the last backward pass, in the shape of the value; null before the first one.</summary>
    public Tensor? Grad
    {
        get => Value.Grad;
        set
        {
            if (value is not null) ShapeException.ThrowUnlessEqual(value.Shape, Value.Shape, "Parameter.Grad", nameof(value));
            Value.Grad = value;
        }
    }

    /// <summary>The name for messages and tables.</summary>
    public string Name { get; }

    /// <summary>Name and shape.</summary>
    public override string ToString() => $"{Name} {Value.Shape}";
}

/// <summary>An operation with one parameter, <c>Y = f(X, W)</c>: backward also computes dL/dW.</summary>
/// <remarks>Source: Weidman (2019), ch. 3.</remarks>
public abstract class ParameterOperation : Operation
{
    private readonly Parameter[] _parameters;

    /// <summary>Makes the operation with the first value of its parameter.</summary>
    protected ParameterOperation(Tensor value, string name = "parameter") => _parameters = [new(value, name)];

    /// <summary>W and its gradient.</summary>
    public Parameter Parameter => _parameters[0];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => _parameters;

    /// <summary>Computes dL/dW of dL/dY, at the input and the parameter's value of the last forward.</summary>
    protected abstract Tensor ParameterGrad(Tensor outputGrad);

    /// <inheritdoc/>
    protected sealed override void ParameterGrads(Tensor outputGrad)
    {
        var grad = ParameterGrad(outputGrad);
        ShapeException.ThrowUnlessEqual(grad.Shape, Parameter.Value.Shape, $"{Name}.Backward", "parameterGrad");
        Parameter.Grad = grad;
    }
}

/// <summary>Multiplies by a weight matrix, <c>Y = X W</c>.</summary>
/// <remarks>X [N, In]; W [In, Out]; Y [N, Out]. Gradients are sums over the batch. Source: Weidman (2019), ch. 3.</remarks>
public sealed class WeightMultiply : ParameterOperation
{
    /// <summary>Makes the operation of its weights.</summary>
    /// <param name="weight">W [In, Out].</param>
    /// <exception cref="ShapeException">The weights are not a matrix.</exception>
    public WeightMultiply(Tensor weight) : base(weight, "weight") =>
        ShapeException.ThrowUnless(weight.Shape, [Dim.Any, Dim.Any], "WeightMultiply", nameof(weight));

    /// <inheritdoc/>
    protected override Tensor Output(Tensor input)
    {
        ShapeException.ThrowUnless(input.Shape, [Dim.Any, Parameter.Value.Shape[0]], "WeightMultiply.Forward", nameof(input));
        return input.MatMul(Parameter.Value);
    }

    // L depends on X through every Y in its row: dL/dX = dL/dY Wᵀ
    /// <inheritdoc/>
    protected override Tensor InputGrad(Tensor outputGrad) => outputGrad.MatMul(Parameter.Value, transposeOther: true);

    // and on W through every row of the batch: dL/dW = Xᵀ dL/dY
    /// <inheritdoc/>
    protected override Tensor ParameterGrad(Tensor outputGrad) => Input.MatMul(outputGrad, transposeThis: true);
}

/// <summary>Adds a bias to every row, <c>Y = X + b</c>.</summary>
/// <remarks>X [N, Out]; b [1, Out]; Y [N, Out]. The gradient of b is a sum over the batch. Source: Weidman (2019), ch. 3.</remarks>
public sealed class BiasAdd : ParameterOperation
{
    /// <summary>Makes the operation of its bias.</summary>
    /// <param name="bias">b [1, Out].</param>
    /// <exception cref="ShapeException">The bias is not a single row.</exception>
    public BiasAdd(Tensor bias) : base(bias, "bias") => ShapeException.ThrowUnless(bias.Shape, [1, Dim.Any], "BiasAdd", nameof(bias));

    /// <inheritdoc/>
    protected override Tensor Output(Tensor input)
    {
        ShapeException.ThrowUnless(input.Shape, [Dim.Any, Parameter.Value.Shape[1]], "BiasAdd.Forward", nameof(input));
        return input + Parameter.Value;
    }

    // Y moves as X does: dL/dX = dL/dY
    /// <inheritdoc/>
    protected override Tensor InputGrad(Tensor outputGrad) => outputGrad;

    // and b moves every row at once: dL/db = Σ over rows of dL/dY
    /// <inheritdoc/>
    protected override Tensor ParameterGrad(Tensor outputGrad) => outputGrad.SumTo(Parameter.Value.Shape);
}
