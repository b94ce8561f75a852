using System.Text;
using DeepLearning.Tensors;

namespace DeepLearning.Modules;

/// <summary>The names under which a module's tensors stand in a file.</summary>
/// <remarks>
/// They are PyTorch's for a model with members of the same names: the path in lower case with underscores (<c>Hidden.Weight</c> becomes
/// <c>hidden.weight</c>), <c>weight_ih_l0</c> in recurrent modules, <c>running_var</c> in batch norm.
/// </remarks>
internal static class StateNames
{
    /// <summary>Parameters and buffers of a module.</summary>
    public static List<(string Name, Tensor Value)> Of(Module module)
    {
        var parts = module.NamedModules().ToDictionary(part => part.Name, part => part.Value);
        return [.. module.NamedParameters().Concat(module.NamedBuffers()).Select(tensor => (Of(tensor.Name, parts), tensor.Value))];
    }

    private static string Of(string path, Dictionary<string, Module> parts)
    {
        var steps = path.Split('.');
        // The module that holds the tensor has the longest path that is the beginning of the tensor's.
        for (var count = steps.Length - 1; count >= 0; count--)
            if (parts.TryGetValue(string.Join('.', steps[..count]), out var owner))
                return string.Join('.', steps[..count].Select(Snake).Append(owner.StateName(string.Join('.', steps[count..]))));
        return Snake(path);
    }

    /// <summary>A name as Python writes it: <c>RunningMean</c> becomes <c>running_mean</c>.</summary>
    public static string Snake(string name)
    {
        var snake = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = i > 0 && char.IsUpper(name[i])
                && (char.IsLower(name[i - 1]) || (char.IsUpper(name[i - 1]) && i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord) snake.Append('_');
            snake.Append(char.ToLowerInvariant(name[i]));
        }
        return snake.ToString();
    }
}
