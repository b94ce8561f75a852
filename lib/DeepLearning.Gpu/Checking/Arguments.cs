using ILGPU;
using ILGPU.Runtime;

namespace DeepLearning.Gpu.Checking;

/// <summary>Fits the arguments of a launch to the parameters of its kernel.</summary>
internal static class Arguments
{
    /// <summary>The values that the kernel's copy takes, with room for the item's number; views are given to the log.</summary>
    /// <exception cref="ArgumentException">An argument is missing, too many, of another type, or lies on another device.</exception>
    public static object[] Match(Delegate kernel, int numbers, object[] given, AccessLog log)
    {
        var parameters = kernel.Method.GetParameters()[numbers..];
        if (given.Length != parameters.Length)
            throw new ArgumentException($"{KernelSignature.NameOf(kernel.Method)} takes {parameters.Length} arguments behind its " +
                $"number; {given.Length} were given.", nameof(given));
        List<object> values = kernel.Method.IsStatic ? [] : [kernel.Target!];
        for (var i = 0; i < numbers; i++) values.Add(0);
        for (var i = 0; i < given.Length; i++)
        {
            var value = Fit(given[i], parameters[i].ParameterType)
                ?? throw new ArgumentException($"'{parameters[i].Name}' is a {NameOf(parameters[i].ParameterType)}; a " +
                    $"{NameOf(given[i].GetType())} was given.", nameof(given));
            if (value is IArrayView view) Register(view, parameters[i].Name!, log);
            values.Add(value);
        }
        return [.. values];
    }

    // A buffer's View is an ArrayView1D; kernels mostly take the plain ArrayView in it.
    private static object? Fit(object value, Type wanted)
    {
        if (wanted.IsInstanceOfType(value)) return value;
        if (value.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ArrayView1D<,>)
            && type.GetProperty("BaseView")!.GetValue(value) is { } inner && wanted.IsInstanceOfType(inner)) return inner;
        return value is MemoryBuffer buffer && buffer.GetType()
            .GetProperty("View")?.GetValue(buffer) is { } whole ? Fit(whole, wanted) : null;
    }

    private static void Register(IArrayView view, string name, AccessLog log)
    {
        if (view.Length == 0) return;
        if (view.Buffer.AcceleratorType != AcceleratorType.CPU)
            throw new ArgumentException($"'{name}' lies in the memory of {view.Buffer.Accelerator.Name}. The checker sees the " +
                "processor's memory only: allocate the array on the accelerator that the checker was made with.", nameof(view));
        var type = view.GetType();
        var plain = type.GetProperty("BaseView")?.GetValue(view) ?? view;
        var address = (nint)typeof(Inside).GetMethod(nameof(Inside.AddressOf))!.MakeGenericMethod(type.GetGenericArguments()[0])
            .Invoke(null, [plain])!;
        log.Add($"'{name}'", address, view.LengthInBytes, view.ElementSize);
    }

    private static string NameOf(Type type) => type.IsGenericType
        ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>" : type.Name;
}
