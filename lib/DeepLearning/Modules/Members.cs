using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using DeepLearning.Tensors;

namespace DeepLearning.Modules;

/// <summary>Finds the parameters and modules in the members of a module, through lists and dictionaries.</summary>
internal static class Members
{
    /// <summary>How deep an object that is neither is searched for parameters that it hides.</summary>
    private const int HidingDepth = 3;

    /// <summary>The fields of each type that was searched: training asks for them at every step. Types that notebooks have replaced can
    /// still be collected.</summary>
    private static readonly ConditionalWeakTable<Type, FieldInfo[]> s_fields = [];

    public abstract record Member(string Path);

    public sealed record Parameter(string Path, Tensor Value) : Member(Path);

    public sealed record Part(string Path, Module Value) : Member(Path);

    /// <summary>All members below a module, each tensor and module once.</summary>
    public static List<Member> Of(Module module)
    {
        var found = new List<Member>();
        Search(module, "", found, new HashSet<object>(ReferenceEqualityComparer.Instance) { module });
        return found;
    }

    private static void Search(Module module, string path, List<Member> found, HashSet<object> seen)
    {
        foreach (var field in Fields(module.GetType()))
        {
            if (field.DeclaringType == typeof(Module)) continue;
            // The modules of a chain are known by their place alone: '2.Weight'.
            var name = module is Sequential ? path : Join(path, Name(field));
            if (field.GetValue(module) is { } value) Take(value, name, () => Hides(module, field, value), found, seen);
        }
    }

    private static void Take(object value, string path, Func<Exception?> hides, List<Member> found, HashSet<object> seen)
    {
        switch (value)
        {
            case Tensor tensor:
                if (tensor.RequiresGrad && tensor.Node is null && seen.Add(tensor)) found.Add(new Parameter(path, tensor));
                break;
            case Module part:
                if (!seen.Add(part)) break;
                found.Add(new Part(path, part));
                Search(part, path, found, seen);
                break;
            case string:
                break;
            case IDictionary dictionary:
                foreach (DictionaryEntry entry in dictionary)
                    if (entry.Value is not null) Take(entry.Value, Join(path, $"{entry.Key}"), hides, found, seen);
                break;
            case IList list:
                if (ElementIsPlain(value.GetType())) break;
                for (var i = 0; i < list.Count; i++)
                    if (list[i] is { } element) Take(element, Join(path, $"{i}"), hides, found, seen);
                break;
            default:
                if (hides() is { } error) throw error;
                break;
        }
    }

    private static InvalidOperationException? Hides(Module module, FieldInfo field, object value) =>
        Hidden(value, HidingDepth) is not { } hidden
        ? null
        : new InvalidOperationException(
            $"{module.GetType().Name}.{Name(field)} hides a {hidden}: parameters are found in modules, tensors, lists and " +
            $"dictionaries, not inside a {Readable(field.FieldType)}. " +
            "An optimizer would never train it. Give it a field of its own, or put it into a list.");

    /// <summary>The kind of module or parameter that an object holds somewhere inside, or null.</summary>
    private static string? Hidden(object? value, int depth) => value switch
    {
        null or string => null,
        Module module => module.GetType().Name,
        Tensor tensor => tensor.RequiresGrad && tensor.Node is null ? "parameter" : null,
        _ when depth == 0 || value.GetType().IsPrimitive || value.GetType().IsEnum => null,
        Delegate function => Hidden(function.Target, depth - 1),
        ITuple tuple => Enumerable.Range(0, tuple.Length).Select(i => Hidden(tuple[i], depth - 1))
            .FirstOrDefault(hidden => hidden is not null),
        IEnumerable sequence when value is ICollection =>
            sequence.Cast<object?>().Select(element => Hidden(element, depth - 1)).FirstOrDefault(hidden => hidden is not null),
        _ when value.GetType().Namespace?.StartsWith("System", StringComparison.Ordinal) == true
            && !value.GetType().Name.StartsWith("Lazy", StringComparison.Ordinal) => null,
        _ => Fields(value.GetType()).Select(field => Hidden(field.GetValue(value), depth - 1)).FirstOrDefault(hidden => hidden is not null),
    };

    private static FieldInfo[] Fields(Type type) => s_fields.GetValue(type, static type =>
    {
        var chain = new Stack<Type>();
        for (var t = type; t is not null && t != typeof(object); t = t.BaseType) chain.Push(t);
        return [.. chain.SelectMany(t => t.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic
            | BindingFlags.DeclaredOnly))];
    });

    private static bool ElementIsPlain(Type list) =>
        (list.GetElementType() ?? list.GetGenericArguments().FirstOrDefault()) is { } element
            && (element.IsPrimitive || element == typeof(string));

    /// <summary>The name a reader knows a field by: that of the property or of the constructor's parameter that the compiler made it
    /// from.</summary>
    private static string Name(FieldInfo field) =>
        field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>')] : field.Name.TrimStart('_');

    private static string Readable(Type type) => type.IsGenericType
        ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Readable))}>"
        : type.Name;

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
