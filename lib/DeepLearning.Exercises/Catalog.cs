using DeepLearning.Exercises.Checking;
using DeepLearning.Tensors;

namespace DeepLearning.Exercises;

/// <summary>All exercises, found by their classes: whoever adds a chapter adds a folder, and nothing here.</summary>
internal static class Catalog
{
    private static readonly Lazy<SortedDictionary<string, ExerciseDefinition>> s_all = new(() =>
    {
        // The exercises on kernels stand beside the checker that runs them, if that is here.
        var definitions = typeof(Catalog).Assembly.GetTypes().Concat(Device.Load("DeepLearning.Gpu")?.GetTypes() ?? [])
            .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(ExerciseDefinition)))
            .Select(type => (ExerciseDefinition)Activator.CreateInstance(type)!);
        return new(definitions.ToDictionary(definition => definition.Id), StringComparer.Ordinal);
    });

    public static IReadOnlyCollection<ExerciseDefinition> All => s_all.Value.Values;

    public static ExerciseDefinition Find(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (s_all.Value.TryGetValue(id, out var definition)) return definition;
        var chapter = id.Split('.')[0];
        if (chapter == "11" && Device.Load("DeepLearning.Gpu") is null)
            throw new ArgumentException("The exercises of chapter 11 need DeepLearning.Gpu.dll beside the library. Build it with " +
                "'dotnet build'.", nameof(id));
        var known = s_all.Value.Keys.Where(key => key.StartsWith(chapter + ".", StringComparison.Ordinal)).ToList();
        throw new ArgumentException(known.Count > 0
            ? $"There is no exercise {id}. Chapter {chapter} has {string.Join(", ", known)}."
            : $"There is no exercise {id}. Write chapter and number, such as {s_all.Value.Keys.FirstOrDefault() ?? "01.1"}.", nameof(id));
    }
}
