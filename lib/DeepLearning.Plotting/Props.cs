using System.Collections;
using System.Globalization;
using Plotly.NET;

namespace DeepLearning.Plotting;

/// <summary>Reads and writes what Plotly.NET keeps: objects with named values, where a value of another kind than expected counts as absent.</summary>
internal static class Props
{
    /// <summary>Sets named values, and leaves out those that are null.</summary>
    public static T Set<T>(this T target, params ReadOnlySpan<(string Name, object? Value)> values)
        where T : DynamicObj.DynamicObj
    {
        foreach (var (name, value) in values)
            if (value is not null) target.Properties[name] = value;
        return target;
    }

    /// <summary>A value, or null where <paramref name="node"/> is no object or has none.</summary>
    public static object? Get(object? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            node = node is not DynamicObj.DynamicObj owner ? null
                : owner.Properties.TryGetValue(name, out var value) ? value
                : name == "type" && owner is Plotly.NET.Trace trace ? trace.type : null;
        return node;
    }

    /// <summary>The object under a name, added where it is missing.</summary>
    public static T Child<T>(DynamicObj.DynamicObj parent, string name)
        where T : DynamicObj.DynamicObj, new()
    {
        if (Get(parent, name) is T child) return child;
        child = new T();
        // Of another type, but an object all the same: its values are kept.
        if (Get(parent, name) is DynamicObj.DynamicObj other)
            foreach (var (key, value) in other.Properties) child.Properties[key] = value;
        parent.Properties[name] = child;
        return child;
    }

    /// <summary>A value as text, at the end of a path.</summary>
    public static string? Text(object? node, params ReadOnlySpan<string> path) => Get(node, path) switch
    {
        string text => text,
        Color color => Text(color.Value),
        ARGB { A: 255 } c => string.Create(CultureInfo.InvariantCulture, $"rgb({c.R},{c.G},{c.B})"),
        ARGB c => string.Create(CultureInfo.InvariantCulture, $"rgba({c.R},{c.G},{c.B},{c.A / 255.0:0.###})"),
        DateTime time => time.ToString(time.TimeOfDay == default ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        var other => Number(other) is { } number ? Numbers.Text(number) : null,
    };

    /// <summary>A finite number.</summary>
    public static double? Number(object? node, params ReadOnlySpan<string> path)
    {
        var value = Get(node, path);
        double? number = value switch
        {
            double d => d,
            int i => i,
            float f => f,
            decimal or long or uint or ulong or short or ushort or byte or sbyte => Convert.ToDouble(value, CultureInfo.InvariantCulture),
            _ => null,
        };
        return number is { } n && double.IsFinite(n) ? n : null;
    }

    public static bool? Flag(object? node, params ReadOnlySpan<string> path) => Get(node, path) as bool?;

    /// <summary>The items of a sequence; none where it is none.</summary>
    public static IReadOnlyList<object?> Items(object? node, params ReadOnlySpan<string> path) => Get(node, path) switch
    {
        string or DynamicObj.DynamicObj or null => [],
        object?[] items => items,
        IEnumerable items => [.. items.Cast<object?>()],
        _ => [],
    };

    /// <summary>The numbers of a sequence, also of one packed as bytes; what is not a number is NaN.</summary>
    public static double[] NumberArray(object? node, params ReadOnlySpan<string> path) => Get(node, path) switch
    {
        double[] numbers => numbers,
        IEnumerable<double> numbers => [.. numbers],
        IEnumerable<float> numbers => [.. numbers.Select(n => (double)n)],
        IEnumerable<int> numbers => [.. numbers.Select(n => (double)n)],
        DynamicObj.DynamicObj packed => PackedNumbers.Read(packed),
        var other => [.. Items(other).Select(item => Number(item) ?? double.NaN)],
    };

    /// <summary>The objects of a sequence.</summary>
    public static IEnumerable<DynamicObj.DynamicObj> Objects(object? node, params ReadOnlySpan<string> path) => Items(node, path).OfType<DynamicObj.DynamicObj>();

    /// <summary>A copy of the object and of all objects in it; arrays of numbers are shared, since nobody writes into them.</summary>
    public static T Copy<T>(T source)
        where T : DynamicObj.DynamicObj
    {
        var copy = (T)(source is Plotly.NET.Trace trace ? Activator.CreateInstance(source.GetType(), trace.type) : Activator.CreateInstance(source.GetType()))!;
        foreach (var (name, value) in source.Properties) copy.Properties[name] = value is DynamicObj.DynamicObj inner ? Copy(inner) : value;
        return copy;
    }
}
