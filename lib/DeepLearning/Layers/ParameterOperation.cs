using DeepLearning.Tensors;

namespace DeepLearning.Layers;

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
