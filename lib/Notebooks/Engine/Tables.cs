using System.Collections;
using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text;
using Microsoft.AspNetCore.Html;
using Microsoft.DotNet.Interactive.Formatting;

namespace Notebooks.Engine;

/// <summary>A sequence, a dictionary, a matrix or an object as a short table, in HTML that needs neither style nor script, and in aligned text.</summary>
internal sealed class Tables
{
    private const int MaxColumns = 20, MaxText = 100;
    private readonly List<string> _header = [];
    private readonly List<object?[]> _rows = [];
    private string? _rest;

    /// <returns>Null when the value has no parts that a table could show.</returns>
    public static Tables? Of(object value)
    {
        var table = new Tables();
        var made = value switch
        {
            Array { Rank: 2 } matrix => table.Fill(matrix),
            Array { Rank: > 2 } => false,
            IDictionary map => table.Fill(["key", "value"], Entries(map)),
            IEnumerable items => table.Fill(items),
            _ => table.Fill(["name", "value"], Members(value.GetType()).Select(member => new[] { member.Name, Safe.Get(() => member.GetValue(value)) })),
        };
        return made ? table : null;
    }

    public string ToHtml()
    {
        var html = new StringBuilder("<table><thead><tr>");
        foreach (var name in _header) html.Append("<th>").Append(WebUtility.HtmlEncode(name)).Append("</th>");
        html.Append("</tr></thead><tbody>");
        foreach (var row in _rows)
        {
            html.Append("<tr>");
            foreach (var cell in row) html.Append("<td>").Append(Html(cell)).Append("</td>");
            html.Append("</tr>");
        }
        html.Append("</tbody></table>");
        return _rest is null ? html.ToString() : html.Append("<p>").Append(WebUtility.HtmlEncode(_rest)).Append("</p>").ToString();
    }

    public override string ToString()
    {
        string[][] lines = [[.. _header], .. _rows.Select(row => row.Select(Text).ToArray())];
        int[] widths = [.. _header.Select((_, j) => lines.Max(line => line[j].Length))];
        bool[] right = [.. _header.Select((_, j) => _rows.All(row => row[j] is null || IsNumber(row[j]!)))];
        var text = lines.Select(line => string.Join("  ", line.Select((cell, j) => right[j] ? cell.PadLeft(widths[j]) : cell.PadRight(widths[j]))).TrimEnd());
        return string.Join('\n', _rest is null ? text : text.Append(_rest));
    }

    private bool Fill(string[] names, IEnumerable<object?[]> lines)
    {
        _header.AddRange(names);
        foreach (var line in lines)
        {
            if (_rows.Count == Math.Max(1, Formatter.ListExpansionLimit))
            {
                _rest = "…";
                break;
            }
            _rows.Add(line);
        }
        return _rows.Count > 0;
    }

    private bool Fill(Array matrix)
    {
        int height = matrix.GetLength(0), width = Math.Min(matrix.GetLength(1), MaxColumns);
        var made = Fill(["", .. Enumerable.Range(0, width).Select(Number)],
            Enumerable.Range(0, height).Select(i => (object?[])[i, .. Enumerable.Range(0, width).Select(j => matrix.GetValue(i, j))]));
        if (_rest is not null || width < matrix.GetLength(1)) _rest = $"… ({height} × {matrix.GetLength(1)})";
        return made && width > 0;
    }

    private bool Fill(IEnumerable items)
    {
        var first = items.Cast<object?>().Take(Math.Max(1, Formatter.ListExpansionLimit)).ToList();
        var members = first.Find(item => item is not null) is { } one && first.TrueForAll(item => item is null || item.GetType() == one.GetType()) && !IsSimple(one)
            ? Members(one.GetType()) : [];
        var made = members.Count > 0
            ? Fill(["index", .. members.Select(member => member.Name)], first.Select((item, i) => (object?[])[i, .. members.Select(member => item is null ? null : Safe.Get(() => member.GetValue(item)))]))
            : Fill(["index", "value"], first.Select((item, i) => new[] { i, item }));
        var more = items is ICollection all ? all.Count > first.Count : items.Cast<object?>().Skip(first.Count).Any();
        if (more) _rest = items is ICollection counted ? string.Create(CultureInfo.InvariantCulture, $"… ({counted.Count} items)") : "…";
        return made;
    }

    private static IEnumerable<object?[]> Entries(IDictionary map)
    {
        var entries = map.GetEnumerator();
        while (entries.MoveNext()) yield return [entries.Key, entries.Value];
    }

    private static List<MemberInfoValue> Members(Type type) =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanRead && property.GetMethod!.IsPublic && property.GetIndexParameters().Length == 0 && !property.PropertyType.IsByRefLike)
            .Select(property => new MemberInfoValue(property.Name, property.GetValue))
            .Concat(type.GetFields(BindingFlags.Public | BindingFlags.Instance).Select(field => new MemberInfoValue(field.Name, field.GetValue)))
            .Take(MaxColumns),
    ];

    private static bool IsSimple(object value) => value is string or IEnumerable or Type or Delegate || IsNumber(value) || value is char or bool or Enum or DateTime or DateTimeOffset or TimeSpan or Guid;

    private static bool IsNumber(object value) => value.GetType().IsPrimitive || value is decimal;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Html(object? value) => value is IHtmlContent content ? content.ToDisplayString("text/html") : WebUtility.HtmlEncode(Text(value));

    private static string Text(object? value)
    {
        var text = PlainText.Of(value).ReplaceLineEndings(" ");
        return text.Length <= MaxText ? text : text[..MaxText] + "…";
    }

    private sealed record MemberInfoValue(string Name, Func<object, object?> GetValue);
}
