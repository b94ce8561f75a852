using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Html;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Formatting;
using Microsoft.DotNet.Interactive.Formatting.TabularData;
using Notebooks.Engine;
using DisplayedValue = Notebooks.Engine.DisplayedValue;

namespace Notebooks.Cells;

/// <summary>What every cell can call by its bare name, as in .NET Interactive.</summary>
/// <remarks>The package has functions of the same names, but a handle of theirs never updates what it shows.</remarks>
[SuppressMessage("Naming", "CA1708", Justification = "The names of .NET Interactive.")]
[SuppressMessage("Style", "IDE1006", Justification = "The names of .NET Interactive.")]
public static class CellFunctions
{
    /// <summary>Shows <paramref name="value"/> below the cell, now.</summary>
    /// <param name="value">What to show.</param>
    /// <param name="mimeTypes">The forms to show it in, such as <c>text/plain</c>; none: those that its type prefers.</param>
    /// <returns>A handle with which the cell, or a later one, can show something else in its place.</returns>
    public static DisplayedValue Display(this object? value, params string[] mimeTypes) =>
        DisplayedValue.Of(Forms.Of(value, mimeTypes), mimeTypes);

    /// <summary>Shows text that already has the form <paramref name="mimeType"/>.</summary>
    /// <param name="text">The text, such as a piece of HTML.</param>
    /// <param name="mimeType">Its MIME type, such as <c>text/html</c>.</param>
    public static DisplayedValue DisplayAs(this string text, string mimeType) =>
        DisplayedValue.Of([new FormattedValue(mimeType, text)], [mimeType]);

    /// <summary>Shows the items of a sequence as a table with a column for each property.</summary>
    public static DisplayedValue DisplayTable<T>(this IEnumerable<T> items, params string[] mimeTypes) =>
        items.ToTabularDataResource().Display(mimeTypes);

    /// <inheritdoc cref="Display"/>
    public static DisplayedValue display(object? value, params string[] mimeTypes) => value.Display(mimeTypes);

    /// <summary>HTML that is shown as such, not as text.</summary>
    public static IHtmlContent HTML(string content) => new HtmlString(content);

    /// <summary>Runs a script in the page, where the front-end allows it.</summary>
    public static void Javascript(string script) =>
        DisplayedValue.Of([new FormattedValue("text/html", $"<script type=\"text/javascript\">{script}</script>")], []);

    /// <summary>Adds a style sheet to the page, where the front-end allows it.</summary>
    public static void CSS(string content) => DisplayedValue.Of([new FormattedValue("text/html", $"<style>{content}</style>")], []);

    /// <summary>Asks the reader for a line of text.</summary>
    public static Task<string> GetInputAsync(string prompt = "", string typeHint = "text") => Kernel.GetInputAsync(prompt, typeHint);

    /// <summary>Asks the reader for a text that is not shown while it is typed.</summary>
    public static Task<PasswordString> GetPasswordAsync(string prompt = "") => Kernel.GetPasswordAsync(prompt);
}
