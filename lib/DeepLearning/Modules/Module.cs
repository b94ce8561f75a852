using DeepLearning.Random;
using DeepLearning.Tensors;

namespace DeepLearning.Modules;

/// <summary>A part of a network: parameters and other modules in its members, and a <see cref="Forward"/> that is differentiated by
/// itself.</summary>
/// <remarks>
/// A model of your own is a class with modules in fields or properties and a <see cref="Forward"/>. Use <see cref="Call"/> to run it: that
/// is Forward with
/// everything that listens to it. Parameters in lists and dictionaries are found, too; where they can't be, an error names the member that
/// hides them.
/// </remarks>
public abstract partial class Module
{
    private static readonly RandomState s_random = new(0);

    /// <summary>The generator from which new modules draw their parameters.</summary>
    internal static RandomState Random => s_random;

    /// <summary>Starts the generator of new parameters anew: the same seed gives the same network.</summary>
    /// <remarks>All threads share one generator. Models made or trained on several at once take turns in drawing, in an order that is
    /// luck.</remarks>
    public static void Seed(uint seed)
    {
        lock (s_random) s_random.Seed(seed);
    }

    /// <summary>Draws from the generator, one thread at a time.</summary>
    internal static T Draw<T>(Func<RandomState, T> draw)
    {
        lock (s_random) return draw(s_random);
    }

    /// <summary>Whether the module is being trained; dropout and batch norm behave differently then.</summary>
    public bool IsTraining { get; internal set; } = true;

    /// <summary>Raised after each <see cref="Call"/> with the module and its output: for statistics and drawings.</summary>
    public event Action<Module, Tensor>? Called;

    /// <summary>What the module computes. Override it; but run the module with <see cref="Call"/>.</summary>
    public abstract Tensor Forward(Tensor input);

    /// <summary>Runs the module: <see cref="Forward"/>, then whoever listens to <see cref="Called"/>.</summary>
    public Tensor Call(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var output = Forward(input);
        Called?.Invoke(this, output);
        return output;
    }

    /// <summary>All parameters, in the order of the members that hold them.</summary>
    /// <exception cref="InvalidOperationException">A member hides parameters where they can't be found.</exception>
    public IEnumerable<Tensor> Parameters() => NamedParameters().Select(parameter => parameter.Value);

    /// <summary>All parameters with the path of members that leads to them: <c>Hidden.Weight</c>, <c>Layers.0.Bias</c>.</summary>
    /// <exception cref="InvalidOperationException">A member hides parameters where they can't be found.</exception>
    public IEnumerable<(string Name, Tensor Value)> NamedParameters() =>
        Members.Of(this).OfType<Members.Parameter>().Select(member => (member.Path, member.Value));

    /// <summary>All buffers, with the path that leads to them: what belongs to the trained state without being trained, such as running
    /// averages.</summary>
    public IEnumerable<(string Name, Tensor Value)> NamedBuffers() =>
        from part in NamedModules()
        from buffer in part.Value.Buffers
        select (part.Name.Length == 0 ? buffer.Name : $"{part.Name}.{buffer.Name}", buffer.Value);

    /// <summary>This module and all that it contains, outermost first, with the path of members that leads to them; its own is
    /// empty.</summary>
    /// <exception cref="InvalidOperationException">A member hides parameters where they can't be found.</exception>
    public IEnumerable<(string Name, Module Value)> NamedModules() =>
        Members.Of(this).OfType<Members.Part>().Select(member => (member.Path, member.Value)).Prepend(("", this));

    /// <summary>Switches this module and all that it contains to training.</summary>
    public void Train() => SetTraining(true);

    /// <summary>Switches this module and all that it contains to evaluation.</summary>
    public void Eval() => SetTraining(false);

    /// <summary>Sets all gradients to zero. They add up from one backward pass to the next, so do this before each step.</summary>
    public void ZeroGrad()
    {
        foreach (var parameter in Parameters()) parameter.Grad?.Fill(0);
    }

    /// <summary>The network layer by layer, with the shape of each output and the number of parameters.</summary>
    /// <param name="inputShape">Shape of an input, with the batch: <c>[1, 784]</c>.</param>
    public ModuleSummary Summary(Shape inputShape) => ModuleSummary.Of(this, inputShape);

    /// <summary>The module's type and what tells it from others of its type.</summary>
    public override string ToString() => GetType().Name;

    /// <summary>The buffers of this module itself; override it in a module that keeps some. They are saved and loaded with the
    /// parameters.</summary>
    protected virtual IEnumerable<(string Name, Tensor Value)> Buffers => [];

    /// <summary>Whether the output is a weighted sum of the input, behind which an activation usually follows.</summary>
    protected internal virtual bool IsWeightedSum => false;

    /// <summary>The name of one of this module's tensors in files: that of the member, as Python writes it.</summary>
    internal virtual string StateName(string member) => StateNames.Snake(member);

    /// <summary>Makes a tensor a parameter: it lives on, and gradients are computed for it.</summary>
    protected static Tensor Parameter(Tensor value)
    {
        ArgumentNullException.ThrowIfNull(value);
        value.Keep();
        value.RequiresGrad = true;
        return value;
    }

    private void SetTraining(bool training)
    {
        foreach (var (_, module) in NamedModules()) module.IsTraining = training;
    }
}
