using System.Text;
using Markdig;
using Markdig.Extensions.Mathematics;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Notebooks.Site;

/// <summary>Turns the Markdown cells of one notebook into HTML, with links that fit the site and headings that one can link to.</summary>
/// <param name="link">Gives the address on the site for an address in the notebook; null where the site has nothing there.</param>
internal sealed class MarkdownHtml(Func<string, string?> link)
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables().UseMathematics().UseEmphasisExtras().UseTaskLists().UseFootnotes().Build();

    private readonly HashSet<string> _ids = [];

    public static MarkdownDocument Parse(string source) => Markdown.Parse(source, Pipeline);

    public static string PlainText(MarkdownObject node)
    {
        var text = new StringBuilder();
        foreach (var part in node is LeafBlock { Inline: { } inline } ? inline.Descendants() : node.Descendants())
        {
            if (part is LiteralInline literal) text.Append(literal.Content);
            else if (part is CodeInline code) text.Append(code.Content);
            else if (part is MathInline formula) text.Append(TexText.Of(formula.Content.ToString()));
            else if (part is MathBlock block) text.Append(TexText.Of(block.Lines.ToString()));
            else if (part is LineBreakInline or Block) text.Append(' ');
        }
        return string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Gives a heading a name that no other on its page has.</summary>
    public string NameHeading(HeadingBlock heading)
    {
        var slug = string.Join('-', PlainText(heading).ToLowerInvariant()
            .Split([.. PlainText(heading).ToLowerInvariant().Where(c => !char.IsLetterOrDigit(c)).Distinct()],
                StringSplitOptions.RemoveEmptyEntries));
        if (slug.Length == 0) slug = "section";
        var id = slug;
        for (var i = 2; !_ids.Add(id); i++) id = $"{slug}-{i}";
        heading.GetAttributes().Id = id;
        return id;
    }

    public string Write(MarkdownDocument document)
    {
        foreach (var reference in document.Descendants<LinkInline>().ToList()) Redirect(reference);
        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.Replace<HtmlMathInlineRenderer>(new MathHtml.Inline());
        renderer.ObjectRenderers.Replace<HtmlMathBlockRenderer>(new MathHtml.Block());
        renderer.Render(document);
        return writer.ToString().Replace("<table>", "<div class=\"scroll\"><table>", StringComparison.Ordinal)
            .Replace("</table>", "</table></div>", StringComparison.Ordinal);
    }

    private void Redirect(LinkInline reference)
    {
        if (link(reference.Url ?? "") is { } address)
        {
            reference.Url = address;
            return;
        }
        // Nothing to link to: the words stay.
        var words = new EmphasisInline { DelimiterChar = '*', DelimiterCount = 1 };
        reference.ReplaceBy(words);
        foreach (var child in reference.ToList())
        {
            child.Remove();
            words.AppendChild(child);
        }
    }
}
