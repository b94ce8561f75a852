using DeepLearning.Tensors;

namespace DeepLearning.Modules;

/// <summary>A function of every element by itself, without parameters. One of your own derives from here, so that <c>ActivationStats</c>
/// finds it.</summary>
public abstract class Activation : Module;

/// <summary>1 / (1 + e⁻ˣ) of every element.</summary>
public sealed class Sigmoid : Activation
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => input.Sigmoid();
}

/// <summary>tanh x of every element.</summary>
public sealed class Tanh : Activation
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => input.Tanh();
}

/// <summary>max(x, 0) of every element.</summary>
public sealed class ReLU : Activation
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => input.Relu();
}

/// <summary>x where x is positive, else slope · x.</summary>
public sealed class LeakyReLU(float slope = 0.01f) : Activation
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => input.Unary(UnaryOperation.LeakyRelu, slope);

    /// <inheritdoc/>
    public override string ToString() => $"LeakyReLU({slope})";
}

/// <summary>½ x (1 + tanh(√(2/π) (x + 0.044715 x³))) of every element: a ReLU with a rounded corner.</summary>
/// <remarks>As <c>torch.nn.GELU(approximate="tanh")</c>. Source: Hendrycks and Gimpel (2016).</remarks>
public sealed class GELU : Activation
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => input.Gelu();
}

/// <summary>Joins all axes after the first: [N, …] becomes [N, product].</summary>
public sealed class Flatten : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => input.Reshape(input.Shape[0], input.Size / Math.Max(1, input.Shape[0]));
}

/// <summary>Splits the second axis: [N, product] becomes [N, lengths…].</summary>
public sealed class Unflatten(params int[] lengths) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => input.Reshape([input.Shape[0], .. lengths]);

    /// <inheritdoc/>
    public override string ToString() => $"Unflatten({string.Join(", ", lengths)})";
}
