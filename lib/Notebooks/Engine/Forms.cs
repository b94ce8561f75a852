using System.Collections;
using System.Reflection;
using Microsoft.DotNet.Interactive.Formatting;

namespace Notebooks.Engine;

/// <summary>Turns a value into the forms that a front-end can show: those that its type prefers, and always plain text. Plain numbers,
/// texts
/// and lists of them are plain text only, unless somebody registered a formatter for them.</summary>
internal static class Forms
{
    public const string PlainTextType = "text/plain";

    /// <param name="value">What to show.</param>
    /// <param name="mimeTypes">The forms that were asked for; none: those of its type.</param>
    public static IReadOnlyList<FormattedValue> Of(object? value, params string[] mimeTypes)
    {
        if (mimeTypes.Length > 0) return FormattedValue.CreateManyFromObject(value, mimeTypes);
        if (value is null || (IsPlain(value) && !IsRegistered(value.GetType()))) return [Plain(PlainText.Of(value))];
        if (IsPackages(value)) return WithText(FormattedValue.CreateManyFromObject(value), value);
        if ((PlainText.HasOwnText(value.GetType()) && !IsRecord(value.GetType())) || Tables.Of(value) is not { } table)
            return [Plain(PlainText.Of(value))];
        return [new FormattedValue("text/html", table.ToHtml()),
            Plain(value is IEnumerable and not IDictionary and not Array { Rank: > 1 } ? table.ToString() : PlainText.Of(value))];
    }

    private static IReadOnlyList<FormattedValue> WithText(IReadOnlyList<FormattedValue> forms, object value) =>
        forms.Any(form => form.MimeType == PlainTextType) ? forms : [.. forms, Plain(PlainText.Of(value))];

    public static FormattedValue Plain(string text) => new(PlainTextType, text);

    public static string? PlainTextOf(this IEnumerable<FormattedValue> forms) =>
        forms.FirstOrDefault(form => form.MimeType == PlainTextType)?.Value;

    private static bool IsPlain(object value) => IsScalar(value)
        || value is IEnumerable and not (IDictionary or Array { Rank: > 1 }) && value.GetType() is var type
            && (type.IsArray ? type.GetElementType() : Item(type)) is { } item && IsScalar(item);

    private static bool IsScalar(object value) => IsScalar(value.GetType()) || value is Type or Delegate or Exception;

    private static bool IsScalar(Type type) => type.IsPrimitive || type.IsEnum || type == typeof(string)
        || type == typeof(decimal) || type == typeof(DateTime) || type == typeof(DateTimeOffset) || type == typeof(TimeSpan)
            || type == typeof(Guid)
        || (Nullable.GetUnderlyingType(type) is { } underlying && IsScalar(underlying));

    private static Type? Item(Type type) => type.GetInterfaces().Append(type)
        .FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];

    private static bool IsRecord(Type type) => type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is not null
        || type.Name.StartsWith("<>", StringComparison.Ordinal);

    private static bool IsRegistered(Type type) =>
        Formatter.RegisteredFormatters(false).Any(formatter => formatter.Type.IsAssignableFrom(type));

    // What says itself how it looks, or has a formatter made for it: of the package, of a library, of the reader.
    private static bool IsPackages(object value) => value.GetType() is var type
        && (type.GetCustomAttributes(inherit: true).Any(attribute => attribute.GetType().Name == "TypeFormatterSourceAttribute")
            || Formatter.RegisteredFormatters(true).Any(formatter => formatter.MimeType == "text/html" && formatter.Type != typeof(object)
                && formatter.Type.IsAssignableFrom(type)) || IsRegistered(type));
}
