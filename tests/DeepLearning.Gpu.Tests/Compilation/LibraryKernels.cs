using System.Reflection;
using DeepLearning.Gpu.Kernels;
using ILGPU;

namespace DeepLearning.Gpu.Tests.Compilation;

/// <summary>All kernels of the library: public static methods over views that return nothing. Those of a family once for each of its functions.</summary>
internal static class LibraryKernels
{
    public static IEnumerable<MethodInfo> All =>
        from type in typeof(GpuBackend).Assembly.GetTypes()
        where type.Namespace == typeof(ProductKernels).Namespace && type.IsAbstract && type.IsSealed && type.IsPublic
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where method.ReturnType == typeof(void) && method.GetParameters().Any(parameter => IsView(parameter.ParameterType))
        from kernel in Closed(method)
        select kernel;

    /// <summary>The kernel with the names of its functions.</summary>
    public static string NameOf(MethodInfo kernel) =>
        $"{kernel.DeclaringType!.Name}.{kernel.Name}{(kernel.IsGenericMethod ? $"<{string.Join(", ", kernel.GetGenericArguments().Select(type => type.Name))}>" : "")}";

    private static bool IsView(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ArrayView<>);

    // Every choice of functions for the type parameters: structs that have the interfaces which the parameters ask for.
    private static IEnumerable<MethodInfo> Closed(MethodInfo method)
    {
        if (!method.IsGenericMethodDefinition) return [method];
        IEnumerable<Type[]> choices = [[]];
        foreach (var parameter in method.GetGenericArguments())
        {
            var asked = parameter.GetGenericParameterConstraints().Where(constraint => constraint.IsInterface).ToList();
            var fitting = typeof(GpuBackend).Assembly.GetTypes().Where(type => type.IsValueType && asked.TrueForAll(constraint => constraint.IsAssignableFrom(type))).ToList();
            fitting = [.. fitting.SelectMany(type => type.IsGenericTypeDefinition ? fitting.Where(inner => !inner.IsGenericTypeDefinition).Select(inner => type.MakeGenericType(inner)) : [type])];
            choices = choices.SelectMany(chosen => fitting.Select(type => (Type[])[.. chosen, type])).ToList();
        }
        return choices.Select(types => method.MakeGenericMethod(types));
    }
}
