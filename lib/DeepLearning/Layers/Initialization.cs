using DeepLearning.Random;
using DeepLearning.Tensors;

namespace DeepLearning.Layers;

/// <summary>How far from zero weights and biases start.</summary>
/// <remarks>A weight is drawn from a normal distribution of mean 0; its standard deviation depends on how many numbers enter a neuron (fan
/// in) and how many
/// neurons read one number (fan out).</remarks>
public sealed class Initialization
{
    private readonly Func<int, int, double> _weightScale;
    private readonly bool _drawsBias;

    private Initialization(string name, bool drawsBias, Func<int, int, double> weightScale)
    {
        Name = name;
        _drawsBias = drawsBias;
        _weightScale = weightScale;
    }

    /// <summary>Standard deviation 1 for weights and biases: simple, and too large for wide layers. Source: Weidman (2019), ch.
    /// 3.</summary>
    public static Initialization Standard { get; } = new("standard", true, (_, _) => 1);

    /// <summary>Standard deviation √(2 / (fan in + fan out)), biases zero: keeps the variance of activations and of gradients. For tanh
    /// and sigmoid.</summary>
    /// <remarks>Source: Glorot and Bengio (2010).</remarks>
    public static Initialization Glorot { get; } = new("Glorot", false, (fanIn, fanOut) => Math.Sqrt(2.0 / (fanIn + fanOut)));

    /// <summary>Standard deviation 2 / (fan in + fan out) for weights and biases: what the book's code draws, without the square
    /// root.</summary>
    /// <remarks>Take it to reproduce the book's numbers, else <see cref="Glorot"/>. Source: Weidman (2019), ch. 4.</remarks>
    public static Initialization GlorotWithoutRoot { get; } = new("Glorot without root", true, (fanIn, fanOut) => 2.0 / (fanIn + fanOut));

    /// <summary>Standard deviation √(2 / fan in), biases zero. For ReLU, which lets half of the variance through.</summary>
    /// <remarks>Source: He et al. (2015).</remarks>
    public static Initialization He { get; } = new("He", false, (fanIn, _) => Math.Sqrt(2.0 / fanIn));

    /// <summary>The name for tables.</summary>
    public string Name { get; }

    /// <summary>The standard deviation of a weight.</summary>
    /// <param name="fanIn">How many numbers enter a neuron.</param>
    /// <param name="fanOut">How many neurons read one number.</param>
    public double WeightScale(int fanIn, int fanOut) => _weightScale(fanIn, fanOut);

    /// <summary>Draws weights, row by row.</summary>
    public Tensor Weights(Shape shape, int fanIn, int fanOut, RandomState random) => Normal(shape, random, WeightScale(fanIn, fanOut));

    /// <summary>Draws biases, or makes them zero.</summary>
    public Tensor Biases(Shape shape, int fanIn, int fanOut, RandomState random) =>
        _drawsBias ? Normal(shape, random, WeightScale(fanIn, fanOut)) : Tensor.Zeros(shape);

    /// <summary>Normal numbers of mean 0 in row-major order: the draws of NumPy's <c>normal(0, scale, shape)</c>.</summary>
    public static Tensor Normal(Shape shape, RandomState random, double scale = 1)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(random);
        var values = new float[shape.Size];
        random.FillNormal(values.AsSpan(), 0, scale);
        return Tensor.FromArray(values, shape);
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
