using DeepLearning.Tensors;

namespace DeepLearning.Serialization;

/// <summary>What models of both frameworks share when their tensors go to a <c>.safetensors</c> file and come back.</summary>
internal static class StateFile
{
    /// <summary>Copies tensors of a file, after all of them have been checked.</summary>
    public static void Fill(TensorFile file, IReadOnlyList<(string Name, Tensor Value)> targets, string name, bool strict,
        string prefix = "")
    {
        var known = targets.Select(target => prefix + target.Name).ToHashSet();
        if (PrefixOf(file, targets, prefix) is { } other) throw new InvalidDataException(OtherPrefix(name, prefix, other));
        if (strict)
        {
            Require(known.Where(wanted => !file.Contains(wanted)), name, "lacks", $"the model has; the file has {Listed(file.Names)}");
            // PyTorch counts the batches of a batch norm; nothing here depends on that number.
            Require(file.Names.Where(found => found.StartsWith(prefix, StringComparison.Ordinal) && !known.Contains(found)
                && !found.EndsWith("num_batches_tracked", StringComparison.Ordinal)), name, "has", "the model lacks");
        }
        else if (!known.Any(file.Contains))
            throw new InvalidDataException($"{name}: the file has no tensor of the model's. It has {Listed(file.Names)}; the model " +
                $"has {Listed([.. known])}.");
        var pairs = targets.Where(target => file.Contains(prefix + target.Name))
            .Select(target => (target.Value, Source: prefix + target.Name)).ToArray();
        foreach (var (target, source) in pairs)
            if (file.ShapeOf(source) != target.Shape)
                throw new InvalidDataException($"{name}: tensor '{source}' has shape {file.ShapeOf(source)}; the model expects " +
                    $"{target.Shape}.");
        var values = Array.ConvertAll(pairs, pair => file[pair.Source]);
        for (var i = 0; i < pairs.Length; i++) pairs[i].Value.CopyFrom(values[i].To(pairs[i].Value.Device));
    }

    private static void Require(IEnumerable<string> wrong, string name, string verb, string other)
    {
        string[] names = [.. wrong];
        if (names.Length > 0) throw new InvalidDataException($"{name}: the file {verb} {Listed(names)}, which {other}.");
    }

    private static string Listed(IReadOnlyList<string> names) => names.Count == 0
        ? "none"
        : string.Join(", ", names.Take(8).Select(name => $"'{SafeTensorsHeader.Printable(name)}'")) + (names.Count > 8 ? ", …" : "");

    /// <summary>What stands before the model's names in the file, if all of them are there but for that.</summary>
    private static string? PrefixOf(TensorFile file, IReadOnlyList<(string Name, Tensor Value)> targets, string given)
    {
        if (targets.Count == 0 || targets.Any(target => file.Contains(given + target.Name))) return null;
        return file.Names.Where(found => found.EndsWith(targets[0].Name, StringComparison.Ordinal))
            .Select(found => found[..^targets[0].Name.Length])
            .FirstOrDefault(prefix => targets.All(target => file.Contains(prefix + target.Name)));
    }

    private static string OtherPrefix(string name, string given, string found)
    {
        var (text, isParallel) = (SafeTensorsHeader.Printable(found), found == "module.");
        return $"{name}: the file's names begin with '{text}'{(isParallel ? ", as PyTorch's DataParallel saves them" : "")}, " +
            $"{(given.Length > 0 ? $"not with '{SafeTensorsHeader.Printable(given)}'" : "and the model's do not")}. Pass prefix: " +
            $"\"{text}\" to Load.";
    }

    /// <summary>The notes of a file: what its reader must know, and what the caller adds.</summary>
    public static Dictionary<string, string> Notes(IReadOnlyDictionary<string, string>? metadata, params (string Key, string Value)[] own)
    {
        // 'pt' is what PyTorch's files say; some readers insist on it.
        var notes = new Dictionary<string, string> { ["format"] = "pt" };
        foreach (var (key, value) in own) notes[key] = value;
        foreach (var (key, value) in metadata ?? new Dictionary<string, string>()) notes[key] = value;
        return notes;
    }
}
