using DeepLearning.Autograd;
using DeepLearning.Random;
using DeepLearning.Tensors;

namespace DeepLearning.Modules;

/// <summary>A small GPT: predicts the next symbol at every position of a text, from that symbol and those before it.</summary>
/// <remarks>
/// Numbers of symbols [N, T], T at most Context, to logits [N, T, Symbols]. Embedding plus position, transformer blocks, a last
/// normalisation, and the embedding
/// once more as the map to logits. Weights start normal with standard deviation 0.02, those that end on the residual path with 0.02 / √(2
/// · layers).
/// Source: Radford et al., GPT-2 (2019).
/// </remarks>
public sealed class Gpt : Module
{
    private const float Deviation = 0.02f;
    private readonly Dropout? _dropout;

    /// <summary>Makes a network.</summary>
    /// <param name="symbols">The size of the vocabulary.</param>
    /// <param name="context">How many positions it can see at once.</param>
    /// <param name="width">The length of a position's vector.</param>
    /// <param name="heads">How many heads each attention has.</param>
    /// <param name="layers">How many blocks.</param>
    /// <param name="dropout">The probability to drop an element of what each part adds.</param>
    public Gpt(int symbols, int context = 64, int width = 128, int heads = 4, int layers = 4, float dropout = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(layers);
        (Symbols, Positions, Norm) = (new(symbols, width), new(context, width), new(width));
        Blocks = [.. Enumerable.Range(0, layers).Select(_ => new TransformerBlock(width, heads, dropout))];
        if (dropout != 0) _dropout = new Dropout { P = dropout };
        foreach (var parameter in Parameters())
            if (parameter.Rank == 2) Initialize(parameter, Deviation);
        foreach (var block in Blocks)
        {
            Initialize(block.Attention.Output.Weight, Deviation / MathF.Sqrt(2 * layers));
            Initialize(((Linear)block.Mlp[2]).Weight, Deviation / MathF.Sqrt(2 * layers));
        }
    }

    /// <summary>A vector for each symbol; read backwards, the logits.</summary>
    public Embedding Symbols { get; }

    /// <summary>A vector for each position.</summary>
    public Embedding Positions { get; }

    /// <summary>The blocks, first to last.</summary>
    public IReadOnlyList<TransformerBlock> Blocks { get; }

    /// <summary>Normalises what the logits are made of.</summary>
    public LayerNorm Norm { get; }

    /// <summary>How many positions it can see at once.</summary>
    public int Context => Positions.Weight.Shape[0];

    /// <inheritdoc/>
    /// <exception cref="ShapeException">Not [N, T] with T up to Context.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is not a symbol's.</exception>
    public override Tensor Forward(Tensor input) => Forward(input, null);

    /// <summary>As <see cref="Forward(Tensor)"/>, for symbols that follow those in a memory of one entry a block.</summary>
    public Tensor Forward(Tensor input, IReadOnlyList<AttentionMemory>? memory)
    {
        ArgumentNullException.ThrowIfNull(input);
        ShapeException.ThrowUnless(input.Shape, [Dim.Any, Dim.Any], "Gpt.Forward", nameof(input));
        var (before, length) = (memory is null ? 0 : memory[0].Length, input.Shape[1]);
        if (before + length > Context)
            throw new ShapeException("Gpt.Forward: 'input' has shape " +
                $"{input.Shape}{(before > 0 ? $", after {before} positions" : "")}; the context has {Context} positions.");
        var x = Symbols.Call(input) + Positions.Weight.Rows(before, before + length);
        if (_dropout is not null) x = _dropout.Call(x);
        for (var i = 0; i < Blocks.Count; i++) x = memory is null ? Blocks[i].Call(x) : Blocks[i].Forward(x, memory[i]);
        x = Norm.Call(x);
        return x.Reshape(-1, x.Shape[2]).MatMul(Symbols.Weight, transposeOther: true)
            .Reshape(input.Shape[0], length, Symbols.Weight.Shape[0]);
    }

    /// <summary>Writes on: draws one symbol after the other from what the network expects.</summary>
    /// <param name="prompt">At least one symbol to begin with.</param>
    /// <param name="count">How many to add.</param>
    /// <param name="random">Where the draws come from.</param>
    /// <param name="temperature">Divides the logits: below 1 bolder, above 1 more even.</param>
    /// <param name="topK">Only so many of the likeliest are drawn from; 0 for all.</param>
    /// <param name="remember">Whether keys and values are kept from one symbol to the next.</param>
    /// <exception cref="ArgumentException">The prompt is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The temperature is not positive, or topK is negative.</exception>
    public IEnumerable<int> Generate(IReadOnlyList<int> prompt, int count, RandomState random, float temperature = 1, int topK = 0,
        bool remember = true)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        ArgumentNullException.ThrowIfNull(random);
        if (prompt.Count == 0)
            throw new ArgumentException("Gpt.Generate: the prompt is empty; begin with at least one symbol, a line feed for instance.",
                nameof(prompt));
        if (!(temperature > 0)) throw new ArgumentOutOfRangeException(nameof(temperature), temperature,
            "Gpt.Generate: a temperature is a number above 0.");
        ArgumentOutOfRangeException.ThrowIfNegative(topK);
        return Draw();

        IEnumerable<int> Draw()
        {
            List<int> text = [.. prompt];
            var memory = Memory();
            for (var i = 0; i < count; i++)
            {
                var symbol = random.Choice(Symbols.Weight.Shape[0], 1, Next())[0];
                text.Add(symbol);
                yield return symbol;
            }

            double[] Next()
            {
                using var quiet = new NoGrad();
                using var scope = new TensorScope();
                // A full memory begins anew with the later half of the context, as each position has a vector of its own.
                if (!remember || memory[0].Length == Context) memory = Memory();
                var seen = memory[0].Length;
                int[] fresh = seen > 0 ? [text[^1]] : [.. text.TakeLast(remember && text.Count > Context ? Context / 2 : Context)];
                var logits = Forward(Tensor.FromArray(Array.ConvertAll(fresh, symbol => (float)symbol), [1, fresh.Length]),
                    remember ? memory : null);
                return Probabilities(logits.Reshape(fresh.Length, -1).Rows(fresh.Length - 1, fresh.Length).ToArray(), temperature, topK);
            }
        }

        AttentionMemory[] Memory() => [.. Blocks.Select(_ => new AttentionMemory())];
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"Gpt(symbols: {Symbols.Weight.Shape[0]}, context: {Context}, width: {Symbols.Weight.Shape[1]}, layers: {Blocks.Count})";

    private static double[] Probabilities(float[] logits, float temperature, int topK)
    {
        var least = topK > 0 && topK < logits.Length ? logits.OrderDescending().ElementAt(topK - 1) : float.NegativeInfinity;
        var largest = logits.Max();
        var weights = Array.ConvertAll(logits, logit => logit < least ? 0 : PortableMath.Exp((logit - (double)largest) / temperature));
        var sum = weights.Sum();
        return Array.ConvertAll(weights, weight => weight / sum);
    }

    private static void Initialize(Tensor parameter, float deviation) =>
        parameter.CopyFrom(Initialization.Normal(parameter.Shape) * deviation);
}
