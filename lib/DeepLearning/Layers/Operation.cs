using DeepLearning.Tensors;

namespace DeepLearning.Layers;

/// <summary>A function of one tensor that also knows how to send a gradient back: the smallest piece of a network.</summary>
/// <remarks>
/// <c>Y = f(X)</c> forward; backward, from dL/dY in the shape of Y, to dL/dX in the shape of X. Both shapes are checked.
/// A derived class writes <see cref="Output"/> and, beside it, <see cref="InputGrad"/>. Source: Weidman (2019), ch. 3.
/// </remarks>
public abstract class Operation
{
    private Tensor? _input;
    private Tensor? _output;

    /// <summary>The name for messages: that of the class.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>What training changes in this operation; empty for a fixed function.</summary>
    public virtual IReadOnlyList<Parameter> Parameters => [];

    /// <summary>X of the last <see cref="Forward"/>.</summary>
    /// <exception cref="InvalidOperationException">There was none.</exception>
    protected Tensor Input => _input ?? throw NotForwarded();

    /// <summary>Y of the last <see cref="Forward"/>.</summary>
    /// <exception cref="InvalidOperationException">There was none.</exception>
    protected Tensor LastOutput => _output ?? throw NotForwarded();

    /// <summary>Y of the last <see cref="Forward"/>, if there was one.</summary>
    internal Tensor? Recent => _output;

    /// <summary>Whether the last <see cref="Forward"/> was to predict, not to learn; only some operations differ.</summary>
    protected bool IsInference { get; private set; }

    /// <summary>Computes Y and remembers what the backward pass will need.</summary>
    /// <param name="input">X.</param>
    /// <param name="inference">Whether the result is a prediction; false while training.</param>
    /// <exception cref="ShapeException">The operation does not take inputs of this shape.</exception>
    public Tensor Forward(Tensor input, bool inference = false)
    {
        ArgumentNullException.ThrowIfNull(input);
        IsInference = inference;
        _output = null;
        _input = input;
        return _output = Output(input);
    }

    /// <summary>Turns dL/dY into dL/dX, at the X of the last <see cref="Forward"/>, and sets the gradients of the parameters.</summary>
    /// <exception cref="ShapeException">A gradient has another shape than what it is the gradient of.</exception>
    /// <exception cref="InvalidOperationException"><see cref="Forward"/> was not called before.</exception>
    public Tensor Backward(Tensor outputGrad)
    {
        BackwardToParameters(outputGrad);
        var inputGrad = InputGrad(outputGrad);
        ShapeException.ThrowUnlessEqual(inputGrad.Shape, Input.Shape, $"{Name}.Backward", "inputGrad");
        return inputGrad;
    }

    /// <summary>Backward where nobody needs dL/dX: sets the gradients of the parameters only.</summary>
    internal void BackwardToParameters(Tensor outputGrad)
    {
        ArgumentNullException.ThrowIfNull(outputGrad);
        ShapeException.ThrowUnlessEqual(outputGrad.Shape, LastOutput.Shape, $"{Name}.Backward", nameof(outputGrad));
        ParameterGrads(outputGrad);
    }

    /// <summary>Computes Y of X.</summary>
    protected abstract Tensor Output(Tensor input);

    /// <summary>Computes dL/dX of dL/dY, at <see cref="Input"/>.</summary>
    protected abstract Tensor InputGrad(Tensor outputGrad);

    /// <summary>Sets the gradients of all <see cref="Parameters"/>; called before <see cref="InputGrad"/>.</summary>
    protected virtual void ParameterGrads(Tensor outputGrad) { }

    private InvalidOperationException NotForwarded() =>
        new($"{Name}.Backward: call Forward first. A gradient is the slope at a point, and that point is the input of the last Forward.");
}
