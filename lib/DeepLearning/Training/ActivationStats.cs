using DeepLearning.Modules;
using DeepLearning.Tensors;

namespace DeepLearning.Training;

/// <summary>Watches what leaves the layers while they train: mean, spread, share near zero and a histogram of every step.</summary>
/// <remarks>
/// A value counts as near zero if it is at most .05: what a ReLU turns, or has turned, into (almost) nothing. So the share is the same before and after a ReLU; mean
/// and spread are not, and every chart says where it looked. Source: Howard and Gugger (2020), ch. 13; the picture of histograms is by its authors and S. Giomo.
/// </remarks>
public sealed class ActivationStats : Callback
{
    /// <summary>Values up to this count as near zero.</summary>
    public const float Threshold = 0.05f;

    private readonly Func<Module, IEnumerable<(string Name, Module Part)>> _choose;
    private readonly List<LayerActivations> _layers = [];
    private readonly Dictionary<Module, LayerActivations> _watched = [];
    private bool _isTraining;

    /// <summary>Watches all layers of the model at one place.</summary>
    /// <param name="point">Before or after the activations.</param>
    /// <param name="from">Where the histograms begin.</param>
    /// <param name="to">Where the histograms end.</param>
    /// <param name="bins">The number of their intervals.</param>
    /// <exception cref="ArgumentException">The histograms would have no width.</exception>
    public ActivationStats(ActivationPoint point = ActivationPoint.BeforeActivation, float from = -10, float to = 10, int bins = 40)
        : this(point == ActivationPoint.BeforeActivation ? "before the ReLU" : "after the ReLU", from, to, bins, model => model.NamedModules().Where(part => Belongs(part.Value, point)))
    {
    }

    /// <summary>Watches parts of the model of your choice.</summary>
    /// <param name="place">Where that is, in words, for the charts: <c>after the batch norm</c>.</param>
    /// <param name="parts">The modules to watch.</param>
    /// <param name="from">Where the histograms begin.</param>
    /// <param name="to">Where the histograms end.</param>
    /// <param name="bins">The number of their intervals.</param>
    /// <exception cref="ArgumentException">There are no modules, or the histograms would have no width.</exception>
    public ActivationStats(string place, IEnumerable<Module> parts, float from = -10, float to = 10, int bins = 40)
        : this(place, from, to, bins, Chosen(parts))
    {
    }

    private ActivationStats(string place, float from, float to, int bins, Func<Module, IEnumerable<(string, Module)>> choose)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(place);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bins);
        if (!(from < to && float.IsFinite(to - from)))
            throw new ArgumentException(FormattableString.Invariant($"ActivationStats: histograms from {from} to {to} have no width; 'from' must be below 'to'."), nameof(from));
        (Place, From, To, Bins, _choose) = (place, from, to, bins, choose);
    }

    /// <summary>Where it looks, in words.</summary>
    public string Place { get; }

    /// <summary>Where the histograms begin.</summary>
    public float From { get; }

    /// <summary>Where the histograms end.</summary>
    public float To { get; }

    /// <summary>The number of their intervals.</summary>
    public int Bins { get; }

    /// <summary>What was seen of each layer, first layer first.</summary>
    public IReadOnlyList<LayerActivations> Layers => _layers;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The model has no layer at this place, or not the given ones.</exception>
    public override void TrainingBegins(Learner learner)
    {
        ArgumentNullException.ThrowIfNull(learner);
        _layers.Clear();
        foreach (var (name, part) in _choose(learner.Model))
        {
            var layer = new LayerActivations($"{name} {part}".TrimStart(), Threshold, From, To, Bins);
            _layers.Add(layer);
            _watched.Add(part, layer);
            part.Called += Note;
        }
        if (_layers.Count == 0)
            throw new InvalidOperationException($"ActivationStats: the {learner.Model.GetType().Name} has no layer to look at {Place}. Choose another place, or give the modules to watch.");
    }

    /// <inheritdoc/>
    public override void BatchBegins(Learner learner) => _isTraining = true;

    /// <inheritdoc/>
    public override void AfterForward(Learner learner) => _isTraining = false;

    /// <inheritdoc/>
    public override void TrainingEnds(Learner learner)
    {
        foreach (var part in _watched.Keys) part.Called -= Note;
        _watched.Clear();
    }

    // Validation runs through the same modules, and is none of our business.
    private void Note(Module part, Tensor output)
    {
        if (_isTraining) _watched[part].Add(output);
    }

    private static bool Belongs(Module part, ActivationPoint point) =>
        point == ActivationPoint.BeforeActivation ? part.IsWeightedSum : part is Activation;

    private static Func<Module, IEnumerable<(string, Module)>> Chosen(IEnumerable<Module> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var chosen = new HashSet<Module>(parts, ReferenceEqualityComparer.Instance);
        if (chosen.Count == 0) throw new ArgumentException("ActivationStats: no modules to watch.", nameof(parts));
        return model =>
        {
            var found = model.NamedModules().Where(part => chosen.Contains(part.Value)).ToList();
            return found.Count == chosen.Count
                ? found
                : throw new InvalidOperationException($"ActivationStats: {chosen.Count - found.Count} of the modules to watch {(chosen.Count - found.Count == 1 ? "is not a part" : "are no parts")} of the {model.GetType().Name} that is being trained.");
        };
    }
}

/// <summary>Where <see cref="ActivationStats"/> looks.</summary>
public enum ActivationPoint
{
    /// <summary>At what leaves the layers with weights (Conv2d, Linear), before the activation behind them; the last layer has none behind it.</summary>
    BeforeActivation,

    /// <summary>At what leaves the activations.</summary>
    AfterActivation,
}
