using System.Collections;
using System.Globalization;
using System.Reflection;

namespace Notebooks.Engine;

/// <summary>Turns a value into the forms that a front-end can show. A type says itself how it looks: by an attribute named
/// <c>TypeFormatterSourceAttribute</c> (the convention of .NET Interactive) or a public method <c>string ToHtml()</c>;
/// both are found by name, so a library needs no reference to any notebook package.</summary>
internal static class RichOutput
{
    private const BindingFlags Anything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;

    public static MimeBundle Of(object? value)
    {
        var data = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (value is not null)
        {
            foreach (var (mime, text) in Declared(value)) data.TryAdd(mime, text);
            if (!data.ContainsKey("text/html") && Html(value) is { } html) data["text/html"] = html;
        }
        if (!data.ContainsKey("text/plain")) data["text/plain"] = PlainText.Of(value);
        return new MimeBundle(data);
    }

    private static string? Html(object value) =>
        value.GetType().GetMethod("ToHtml", BindingFlags.Public | BindingFlags.Instance, []) is { } method && method.ReturnType == typeof(string)
            ? (string?)Call(method, value)
            : null;

    private static IEnumerable<(string Mime, string Text)> Declared(object value)
    {
        var attribute = value.GetType().GetCustomAttributes(inherit: true).FirstOrDefault(a => a.GetType().Name == "TypeFormatterSourceAttribute");
        if (attribute is null || Property(attribute, "FormatterSourceType") is not Type sourceType) yield break;
        var source = Activator.CreateInstance(sourceType, nonPublic: true)!;
        if (Call(sourceType.GetMethod("CreateTypeFormatters", Anything, []), source) is not IEnumerable formatters) yield break;
        foreach (var formatter in formatters)
        {
            if (Property(formatter, "MimeType") is not string mime) continue;
            var writer = new StringWriter(CultureInfo.InvariantCulture);
            if (Call(formatter.GetType().GetMethod("Format", Anything), formatter, value, writer) is true) yield return (mime, writer.ToString());
        }
    }

    private static object? Property(object target, string name) => target.GetType().GetProperty(name, Anything)?.GetValue(target);

    private static object? Call(MethodInfo? method, object target, params object?[] arguments) =>
        method?.Invoke(target, BindingFlags.DoNotWrapExceptions, null, arguments, CultureInfo.InvariantCulture);
}
