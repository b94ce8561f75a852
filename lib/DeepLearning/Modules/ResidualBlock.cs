using DeepLearning.Tensors;

namespace DeepLearning.Modules;

/// <summary>Two convolutions with batch norm, added to what went in: <c>y = ReLU(F(x) + S(x))</c>.</summary>
/// <remarks>
/// X [N, Inputs, H, W] to [N, Outputs, H / stride, W / stride], rounded up. <c>F(x) = Norm(Conv(ReLU(Norm(Conv(x)))))</c>. The shortcut S
/// is the
/// identity where the shapes allow it, else a convolution of size 1 with batch norm. Convolutions of size 3 without bias, which the norm
/// would take away again. Source: He et al. (2016), the basic block.
/// </remarks>
public sealed class ResidualBlock : Module
{
    /// <summary>Makes a block from so many channels to so many.</summary>
    /// <param name="inputs">Channels that come in.</param>
    /// <param name="outputs">Channels that go out.</param>
    /// <param name="stride">How far apart the places are that the first convolution visits: 2 halves height and width.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    public ResidualBlock(int inputs, int outputs, int stride = 1)
    {
        Body = new(
            new Conv2d(inputs, outputs, 3, stride, padding: 1, bias: false), new BatchNorm2d(outputs), new ReLU(),
            new Conv2d(outputs, outputs, 3, padding: 1, bias: false), new BatchNorm2d(outputs));
        if (inputs != outputs || stride != 1)
            Shortcut = new(new Conv2d(inputs, outputs, 1, stride, bias: false), new BatchNorm2d(outputs));
    }

    /// <summary>What is learned on top of the input, F.</summary>
    public Sequential Body { get; }

    /// <summary>What brings the input into the shape of the output; null where it has that shape.</summary>
    public Sequential? Shortcut { get; }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return (Body.Call(input) + (Shortcut is null ? input : Shortcut.Call(input))).Relu();
    }
}
