using DeepLearning.Display;
using DeepLearning.Layers;
using DeepLearning.Losses;
using DeepLearning.Random;
using DeepLearning.Tensors;

namespace DeepLearning.Training;

/// <summary>Layers one after another, with the loss that judges the last one's output.</summary>
/// <remarks>Source: Weidman (2019), ch. 3.</remarks>
[TypeFormatterSource(typeof(RichOutputFormatters))]
public sealed partial class NeuralNetwork : IRichOutput
{
    private readonly Layer[] _layers;
    private Parameter[] _parameters = [];
    private Tensor[] _values = [];
    private bool _isBuilt;
    private int _firstTrained;

    /// <summary>Makes a network; its layers are built when it meets its first input.</summary>
    /// <param name="layers">From input to output.</param>
    /// <param name="loss">What training lowers.</param>
    /// <param name="seed">Where the random numbers of this network start.</param>
    /// <param name="seeding">Whether layers share one run of random numbers or each start at the seed, as in the book.</param>
    /// <exception cref="ArgumentException">No layers, or one layer twice.</exception>
    public NeuralNetwork(IEnumerable<Layer> layers, Loss loss, long seed = 1, Seeding seeding = Seeding.Once)
    {
        ArgumentNullException.ThrowIfNull(layers);
        ArgumentNullException.ThrowIfNull(loss);
        _layers = [.. layers];
        if (_layers.Length == 0) throw new ArgumentException("NeuralNetwork: a network needs at least one layer.", nameof(layers));
        if (_layers.Distinct().Count() < _layers.Length)
            throw new ArgumentException("NeuralNetwork: the same layer object appears twice. Make a new one for each place.",
                nameof(layers));
        (Loss, Seed, Seeding, Random) = (loss, seed, seeding, new RandomState(seed));
    }

    /// <summary>The layers, from input to output.</summary>
    public IReadOnlyList<Layer> Layers => _layers;

    /// <summary>What training lowers.</summary>
    public Loss Loss { get; }

    /// <summary>Where the random numbers start.</summary>
    public long Seed { get; }

    /// <summary>When they start there.</summary>
    public Seeding Seeding { get; }

    /// <summary>The one generator of this network: first values, random masks, the order of the training rows.</summary>
    public RandomState Random { get; }

    /// <summary>All parameters, from input to output; empty before the first <see cref="Forward"/>.</summary>
    public IReadOnlyList<Parameter> Parameters => _parameters;

    /// <summary>The values of all parameters, as an optimizer takes them.</summary>
    internal Tensor[] Values => _values;

    /// <summary>Sends X through all layers.</summary>
    /// <param name="input">X, with the batch as its first axis.</param>
    /// <param name="inference">Whether the result is a prediction; false while training.</param>
    /// <exception cref="ShapeException">A layer does not take what it gets.</exception>
    public Tensor Forward(Tensor input, bool inference = false)
    {
        ArgumentNullException.ThrowIfNull(input);
        foreach (var layer in _layers)
        {
            if (!layer.IsBuilt)
            {
                if (Seeding == Seeding.EveryLayer) Random.Seed(Seed);
                layer.Random = Random;
            }
            input = layer.Forward(input, inference);
        }
        if (!_isBuilt) CollectParameters();
        return input;
    }

    /// <summary>Sends dL/dP back through all layers, last one first, and returns dL/dX.</summary>
    public Tensor Backward(Tensor lossGrad)
    {
        for (var i = _layers.Length - 1; i >= 0; i--) lossGrad = _layers[i].Backward(lossGrad);
        return lossGrad;
    }

    /// <summary>Forward, loss and backward on one batch: afterwards every parameter has its gradient.</summary>
    /// <returns>The loss.</returns>
    /// <exception cref="ShapeException">A layer or the loss does not take what it gets.</exception>
    public float TrainBatch(Tensor input, Tensor target)
    {
        var loss = Loss.Forward(Forward(input), target);
        // Nobody asks for the gradient of the input itself: backward ends at the first layer that learns.
        if (_firstTrained == _layers.Length) return loss;
        var grad = Loss.Backward();
        for (var i = _layers.Length - 1; i > _firstTrained; i--) grad = _layers[i].Backward(grad);
        _layers[_firstTrained].BackwardToParameters(grad);
        return loss;
    }

    /// <summary>Predictions for any number of rows, a thousand at a time.</summary>
    /// <param name="input">X [N, …].</param>
    /// <param name="batchSize">How many rows go through at once; bounds the memory.</param>
    public Tensor Predict(Tensor input, int batchSize = 1000)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        if (input.Rank == 0 || input.Shape[0] <= batchSize) return Forward(input, inference: true);
        var stride = input.Size / input.Shape[0];
        Tensor? all = null;
        for (var start = 0; start < input.Shape[0]; start += batchSize)
        {
            var end = Math.Min(start + batchSize, input.Shape[0]);
            using (new TensorScope())
            {
                // Rows that follow each other need no copy.
                var part = Forward(input.View(start * stride, [end - start, .. input.Shape.AsSpan()[1..]]), inference: true);
                all ??= Tensor.Zeros([input.Shape[0], .. part.Shape.Skip(1)], part.Device).Keep();
                var width = part.Size / (end - start);
                part.Backend.Copy(part, all.View(start * width, part.Shape));
            }
        }
        return all!;
    }

    /// <summary>Forgets what was learned: the next input builds all layers anew, from the seed.</summary>
    public void Reset()
    {
        foreach (var layer in _layers) layer.Reset();
        (_parameters, _values, _isBuilt) = ([], [], false);
        Random.Seed(Seed);
    }

    /// <summary>The layers with the shapes that leave them and how many numbers they learn.</summary>
    public NetworkSummary Summary => new(this);

    /// <summary>The table of layers as text.</summary>
    public override string ToString() => Summary.ToString();

    /// <summary>The table of layers for a notebook.</summary>
    public string ToHtml() => Summary.ToHtml();

    private void CollectParameters()
    {
        var operations = new HashSet<Operation>();
        foreach (var layer in _layers)
            foreach (var operation in layer.Operations)
                if (!operations.Add(operation))
                    throw new InvalidOperationException($"NeuralNetwork: the same {operation.Name} object is used in two places, where " +
                        "it would mix up what it remembers. Make a new one for each.");
        _parameters = [.. _layers.SelectMany(layer => layer.Parameters)];
        _values = Array.ConvertAll(_parameters, parameter => parameter.Value);
        _firstTrained = _layers.TakeWhile(layer => layer.Parameters.Count == 0).Count();
        _isBuilt = true;
    }
}

/// <summary>When a network starts its random numbers at the seed.</summary>
public enum Seeding
{
    /// <summary>Once, before training; all layers draw one after another.</summary>
    Once,

    /// <summary>Again before each layer draws its first values, as the book's code does.</summary>
    /// <remarks>All layers then draw the same numbers: two of the same size start equal. Take it to reproduce the book's tables, digit by
    /// digit.</remarks>
    EveryLayer,
}
