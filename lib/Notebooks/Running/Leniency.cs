using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Notebooks.Running;

/// <summary>Whether two outputs say the same but for rounding: the same words, and numbers that lie close together.</summary>
/// <remarks>Another processor adds up in another order, and a training ends a little apart. Pictures and HTML repeat what the text says,
/// digit by digit, and are not
/// compared.</remarks>
/// <param name="tolerance">By how much numbers may differ: relatively, and for numbers below 1 absolutely. Null: not at all, and pictures
/// are compared, too.</param>
internal sealed partial class Leniency(double? tolerance)
{
    public bool Skips(string part) => tolerance is not null
        && part is not ("text/plain" or "text" or "output_type" or "name" or "ename" or "evalue");

    public bool Same(JsonNode? committed, JsonNode? now) =>
        JsonNode.DeepEquals(committed, now) || (tolerance is not null && IsText(committed, out var before) && IsText(now, out var after)
            && Same(before, after));

    public bool Same(string committed, string now) => committed == now || (tolerance is { } limit
        && Words(committed) == Words(now)
        && Numbers(committed).Zip(Numbers(now)).All(pair =>
            Math.Abs(pair.First - pair.Second) <= limit * Math.Max(1, Math.Max(Math.Abs(pair.First), Math.Abs(pair.Second)))));

    private static bool IsText(JsonNode? node, out string text)
    {
        text = "";
        return node is JsonValue value && value.TryGetValue(out text!);
    }

    // Columns of a table become wider and narrower with their numbers.
    private static string Words(string text) => Spaces().Replace(Number().Replace(text, " # "), " ").Trim();

    private static IEnumerable<double> Numbers(string text) => Number().Matches(text)
        .Select(match => double.Parse(match.Value.Replace('−', '-'), NumberStyles.Float | NumberStyles.AllowThousands,
            CultureInfo.InvariantCulture));

    [GeneratedRegex(@"(?<![\w.])[-−]?\d+(,\d{3})*(\.\d+)?([eE][-+]?\d+)?")]
    private static partial Regex Number();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
