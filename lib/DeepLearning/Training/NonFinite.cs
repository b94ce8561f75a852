using DeepLearning.Autograd;
using DeepLearning.Modules;
using DeepLearning.Tensors;

namespace DeepLearning.Training;

/// <summary>The first number that is infinite or not a number on the way from the input to the loss.</summary>
/// <param name="Place">Where it is, in words.</param>
/// <param name="In">In which part of the way.</param>
internal sealed record NonFinite(string Place, NonFinite.Part In)
{
    public enum Part { Data, Layers, Loss }

    /// <summary>Looks at the batch, then layer by layer at the parameters and at what left the layer in the last step.</summary>
    public static NonFinite FirstIn(NeuralNetwork network, Tensor input, Tensor target)
    {
        if (FirstInBatch(input, target) is { } data) return data;
        var layer = "";
        for (var i = 0; i < network.Layers.Count; i++)
        {
            layer = $"layer {i + 1} ({network.Layers[i].Description})";
            foreach (var parameter in network.Layers[i].Parameters)
                if (IsIn(parameter.Value)) return new($"the parameter '{parameter.Name}' of {layer}", Part.Layers);
            foreach (var operation in network.Layers[i].Operations)
                if (IsIn(operation.Recent)) return new($"the output of {layer}", Part.Layers);
        }
        return InLoss(layer);
    }

    /// <summary>Looks at the batch, then at each part of the module in the order in which the parts finish: its parameters, then its
    /// output.</summary>
    public static NonFinite FirstIn(Module module, Tensor input, Tensor? target)
    {
        if (FirstInBatch(input, target) is { } data) return data;
        var paths = module.NamedModules().ToDictionary(part => part.Value, part => part.Name);
        NonFinite? first = null;
        var layer = "";
        void Look(Module part, Tensor output)
        {
            if (first is not null || (part == module && paths.Count > 1 && !IsIn(output))) return;
            layer = paths[part].Length > 0 ? $"layer '{paths[part]}' ({part})" : $"{part}";
            // What a part contains has finished before it: the first to be found holds the number itself.
            if (part.NamedParameters().FirstOrDefault(parameter => IsIn(parameter.Value)).Name is { } name)
                first = new($"the parameter '{name}' of {layer}", Part.Layers);
            else if (IsIn(output)) first = new($"the output of {layer}", Part.Layers);
        }
        // The search must not move running averages or random masks.
        var (draws, state) = (Module.Random.GetState(), new Snapshot(module));
        foreach (var part in paths.Keys) part.Called += Look;
        try
        {
            using (new NoGrad()) module.Call(input);
        }
        finally
        {
            foreach (var part in paths.Keys) part.Called -= Look;
            Module.Random.SetState(draws);
            state.Restore();
        }
        return first ?? InLoss(layer);
    }

    private static bool IsIn(Tensor? tensor) => tensor is { Storage.IsReleased: false }
        && !Array.TrueForAll(tensor.ToArray(), float.IsFinite);

    private static NonFinite? FirstInBatch(Tensor input, Tensor? target) =>
        IsIn(input) ? new("the input batch", Part.Data) : IsIn(target) ? new("the targets of the batch", Part.Data) : null;

    private static NonFinite InLoss(string layer) =>
        new($"the loss itself: the outputs of {layer} are finite, but too large for it", Part.Loss);
}

/// <summary>A training went out of bounds: its loss is infinite or not a number.</summary>
/// <remarks>Made by <see cref="LossCheck"/>. The message names the step, the layer in which the first such number stands, and what to
/// try.</remarks>
public sealed class DivergenceException : InvalidOperationException
{
    internal DivergenceException(string message, int step, float loss, string place) : base(message) =>
        (Step, Loss, Place) = (step, loss, place);

    /// <summary>The step, counted from 1, whose loss was not a finite number.</summary>
    public int Step { get; }

    /// <summary>That loss: infinite, or not a number.</summary>
    public float Loss { get; }

    /// <summary>Where the first number that is not finite was found, such as <c>the parameter 'weight' of layer 2 (Dense,
    /// Tanh)</c>.</summary>
    public string Place { get; }
}
