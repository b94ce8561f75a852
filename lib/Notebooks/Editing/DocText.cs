using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Notebooks.Editing;

/// <summary>The doc comment of a symbol as Markdown: the summary, then the remarks.</summary>
internal static partial class DocText
{
    private const int MaxRemarks = 1200;

    public static string Of(ISymbol symbol) => Xml(symbol) is { Length: > 0 } xml ? Render(xml) : "";

    /// <summary>What the comment of a method says of one of its parameters.</summary>
    public static string OfParameter(IMethodSymbol method, string name)
    {
        try
        {
            return Xml(method) is { Length: > 0 } xml
                ? Text(XElement.Parse($"<doc>{xml}</doc>").Descendants("param")
                    .FirstOrDefault(parameter => parameter.Attribute("name")?.Value == name)) : "";
        }
        catch (XmlException)
        {
            return "";
        }
    }

    private static string Xml(ISymbol symbol)
    {
        // A reduced extension method and a constructed generic have their comment on the definition.
        var documented = symbol is IMethodSymbol { ReducedFrom: { } method } ? method.OriginalDefinition : symbol.OriginalDefinition;
        var xml = documented.GetDocumentationCommentXml();
        if (documented is IMethodSymbol { MethodKind: MethodKind.Constructor } && string.IsNullOrEmpty(xml))
            xml = documented.ContainingType.GetDocumentationCommentXml();
        return string.IsNullOrWhiteSpace(xml) ? "" : xml;
    }

    private static string Render(string xml)
    {
        try
        {
            var root = XElement.Parse($"<doc>{xml}</doc>");
            var comment = root.Element("member") ?? root.Element("doc") ?? root;
            var remarks = Text(comment.Element("remarks"));
            return string.Join("\n\n", new[] { Text(comment.Element("summary")), remarks.Length <= MaxRemarks ? remarks
                : "" }.Where(part => part.Length > 0));
        }
        catch (XmlException)
        {
            return "";
        }
    }

    private static string Text(XElement? element)
    {
        if (element is null) return "";
        var text = new StringBuilder();
        foreach (var node in element.Nodes()) Append(text, node);
        return Spaces().Replace(text.ToString(), " ").Replace(" \n\n ", "\n\n", StringComparison.Ordinal).Trim();
    }

    private static void Append(StringBuilder text, XNode node)
    {
        if (node is XText words) text.Append(words.Value.Replace('\n', ' '));
        if (node is not XElement element) return;
        switch (element.Name.LocalName)
        {
            case "see" or "seealso" or "paramref" or "typeparamref":
                var target = element.Attribute("langword") ?? element.Attribute("name") ?? element.Attribute("cref");
                text.Append(element.IsEmpty && target is not null ? $"`{ShortName(target.Value)}`" : element.Value);
                break;
            case "c" or "code":
                text.Append('`').Append(element.Value.Trim()).Append('`');
                break;
            default:
                if (element.Name.LocalName is "para" or "item") text.Append(" \n\n ");
                foreach (var child in element.Nodes()) Append(text, child);
                break;
        }
    }

    // M:Namespace.Type.Method(System.Int32) is called Method there.
    private static string ShortName(string reference) => reference.Split('(')[0].Split('.', ':')[^1].Split('`')[0];

    [GeneratedRegex("[ \t]+")]
    private static partial Regex Spaces();
}
