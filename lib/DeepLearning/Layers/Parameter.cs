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
