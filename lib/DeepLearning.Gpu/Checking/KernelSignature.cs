using System.Reflection;
using System.Runtime.CompilerServices;
using ILGPU;

namespace DeepLearning.Gpu.Checking;

/// <summary>What can be said of a kernel by looking at its parameters: a static method over views, numbers and structs of
/// numbers.</summary>
internal static class KernelSignature
{
    /// <summary>The name as it was written; the compiler packs it into others for local functions.</summary>
    public static string NameOf(MethodBase method)
    {
        var name = method.Name;
        if (name.IndexOf("g__", StringComparison.Ordinal) is >= 0 and var at) name = name[(at + 3)..].Split('|')[0];
        else if (name.Contains('>', StringComparison.Ordinal)) name = "a lambda";
        return method.IsGenericMethod ? $"{name}<{string.Join(", ", method.GetGenericArguments().Select(type => type.Name))}>" : name;
    }

    /// <exception cref="KernelException">ILGPU would not compile it.</exception>
    public static void Require(Delegate kernel)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        var name = NameOf(kernel.Method);
        if (!kernel.Method.IsStatic && kernel.Target?.GetType()
            .GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Length > 0)
            throw new KernelException($"{name}: a kernel must be a static method; this one belongs to an object or captures variables. " +
                "Pass them as parameters.");
        foreach (var parameter in kernel.Method.GetParameters())
            if (Problem(parameter.ParameterType) is { } problem)
                throw new KernelException($"{name}: parameter '{parameter.Name}' is {problem}. A kernel takes views, numbers and " +
                    "structs of numbers.");
    }

    private static string? Problem(Type type)
    {
        if (type == typeof(bool) || type == typeof(char)) return $"a {type.Name}, which has no fixed size on a device; use an int";
        if (type == typeof(nint) || type == typeof(nuint)) return "an address";
        if (type.IsByRef || type.IsPointer) return "passed by reference";
        if (!type.IsValueType) return $"a {type.Name}, which is a class";
        if (type.IsPrimitive || type.IsEnum) return null;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ArrayView<>)) return null;
        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            if (!field.FieldType.IsDefined(typeof(UnsafeValueTypeAttribute), false)
                && Problem(field.FieldType) is { } problem) return $"a struct with {problem}";
        return null;
    }
}
