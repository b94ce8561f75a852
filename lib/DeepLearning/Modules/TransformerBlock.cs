using DeepLearning.Tensors;

namespace DeepLearning.Modules;

/// <summary>Attention and a small network for each position, each added to what went in: <c>x += Attention(Norm(x))</c>, <c>x +=
/// Mlp(Norm(x))</c>.</summary>
/// <remarks>X [N, T, Width]; the network is four times as wide inside. Normalised before, not after, as in GPT-2 (Radford et al.,
/// 2019).</remarks>
public sealed class TransformerBlock : Module
{
    private readonly Dropout? _dropout;

    /// <summary>Makes a block of a width with so many heads.</summary>
    /// <param name="width">The length of a position's vector.</param>
    /// <param name="heads">How many heads the attention has.</param>
    /// <param name="dropout">The probability to drop an element of what is added, at least 0 and below 1.</param>
    public TransformerBlock(int width, int heads, float dropout = 0)
    {
        (AttentionNorm, Attention, MlpNorm) = (new(width), new(width, heads), new(width));
        Mlp = new(new Linear(width, 4 * width, bias: false), new GELU(), new Linear(4 * width, width, bias: false));
        if (dropout != 0) _dropout = new Dropout { P = dropout };
    }

    /// <summary>Normalises what the attention reads.</summary>
    public LayerNorm AttentionNorm { get; }

    /// <summary>Moves information between positions.</summary>
    public SelfAttention Attention { get; }

    /// <summary>Normalises what the network reads.</summary>
    public LayerNorm MlpNorm { get; }

    /// <summary>Works on each position by itself.</summary>
    public Sequential Mlp { get; }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => Forward(input, null);

    /// <summary>As <see cref="Forward(Tensor)"/>, after the positions in a memory.</summary>
    public Tensor Forward(Tensor input, AttentionMemory? memory)
    {
        ArgumentNullException.ThrowIfNull(input);
        var x = input + Dropped(Attention.Forward(AttentionNorm.Call(input), memory));
        return x + Dropped(Mlp.Call(MlpNorm.Call(x)));
    }

    private Tensor Dropped(Tensor x) => _dropout is null ? x : _dropout.Call(x);
}
