using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Notebooks.Documents;

namespace Notebooks.Site;

/// <summary>Makes a chapter of an executed notebook.</summary>
/// <param name="path">The notebook's path in the book, with forward slashes.</param>
/// <param name="book">All notebooks of the book by such paths.</param>
internal sealed class ChapterWriter(string path, IReadOnlySet<string> book)
{
    private const int SummaryCharacters = 260;
    private readonly StringBuilder body = new();
    private readonly List<Section> sections = [];
    private readonly List<Passage> passages = [];
    private readonly List<string> images = [];
    private readonly StringBuilder words = new();
    private (string Path, string Alt)? cover;
    private string id = "", heading = "", title = "", summary = "";

    public static string PageOf(string notebook) => Path.ChangeExtension(notebook, ".html");

    public Chapter Write(Notebook notebook)
    {
        var markdown = new MarkdownHtml(Link);
        foreach (var cell in notebook.Cells)
        {
            if (cell.IsMarkdown) Prose(markdown, Attachments.Embedded(cell));
            else if (cell.IsCode) Code(cell);
        }
        EndPassage();
        if (title.Length == 0) title = Path.GetFileNameWithoutExtension(path);
        return new Chapter(PageOf(path), title, summary, body.ToString(), sections, passages, images, cover);
    }

    private void Prose(MarkdownHtml markdown, string source)
    {
        var document = MarkdownHtml.Parse(source);
        foreach (var block in document.ToList())
        {
            if (block is HeadingBlock named) Head(markdown, named);
            // The page has its own way to the chapters before and after.
            else if (IsNavigation(block)) document.Remove(block);
            else Take(block);
        }
        body.Append("<div class=\"prose\">\n").Append(markdown.Write(document)).Append("</div>\n");
    }

    private void Head(MarkdownHtml markdown, HeadingBlock named)
    {
        EndPassage();
        id = markdown.NameHeading(named);
        heading = MarkdownHtml.PlainText(named);
        if (named.Level == 1 && title.Length == 0) title = heading;
        if (named.Level == 2) sections.Add(new Section(id, heading));
    }

    private void Take(Block block)
    {
        // The picture right below the title, before the first sentence.
        if (summary.Length == 0 && cover is null
            && block is ParagraphBlock { Inline: { FirstChild: LinkInline { IsImage: true, Url: { } url } picture } }
            && Link(url) is not null)
        {
            cover = (url, string.Concat(picture.Descendants<LiteralInline>().Select(literal => literal.Content.ToString())));
            return;
        }
        var text = MarkdownHtml.PlainText(block);
        words.Append(text).Append(' ');
        if (summary.Length > 0 || text.Length == 0 || block is not ParagraphBlock) return;
        summary = text.Length <= SummaryCharacters ? text : WholeSentences(text[..SummaryCharacters]);
    }

    private void Code(Cell cell)
    {
        if (string.IsNullOrWhiteSpace(cell.Source)) return;
        words.Append(cell.Source).Append(' ');
        body.Append("<div class=\"cell\">\n<pre class=\"code\"><code>").Append(CodeHighlighter.ToHtml(cell.Source.TrimEnd()))
            .Append("</code></pre>\n")
            .Append(OutputHtml.Of(cell.Outputs)).Append("</div>\n");
    }

    private void EndPassage()
    {
        if (words.Length > 0)
            passages.Add(new Passage(id, heading, string.Join(' ', words.ToString()
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
        words.Clear();
    }

    private static string WholeSentences(string start) =>
        start.LastIndexOfAny(['.', '?', '!']) is var end and > 0 ? start[..(end + 1)] : start + "…";

    private static bool IsNavigation(Block block)
    {
        if (block is not ParagraphBlock { Inline: { } inline }) return false;
        var links = inline.Descendants<LinkInline>().ToList();
        var text = MarkdownHtml.PlainText(block);
        return links.Count > 0 && links.All(link => link.Url?.Contains(".ipynb", StringComparison.Ordinal) ?? false)
            && (text.Contains('←') || text.Contains('→'))
            && text.Length <= links.Sum(link => MarkdownHtml.PlainText(link).Length) + 60;
    }

    private string? Link(string address)
    {
        if (address.StartsWith('#') || address.Contains("://", StringComparison.Ordinal)
            || address.StartsWith("mailto:", StringComparison.Ordinal)) return address;
        var cut = address.IndexOf('#', StringComparison.Ordinal) is var found and >= 0 ? found : address.Length;
        var target = new Uri(new Uri("book:///" + path), address[..cut]).AbsolutePath.TrimStart('/');
        if (book.Contains(Uri.UnescapeDataString(target))) return PageOf(address[..cut]) + address[cut..];
        if (Path.GetExtension(target) is not (".png" or ".svg" or ".jpg" or ".jpeg" or ".gif" or ".webp")) return null;
        images.Add(Uri.UnescapeDataString(address));
        return address;
    }
}
