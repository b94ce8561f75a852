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
    private readonly StringBuilder _body = new();
    private readonly List<Section> _sections = [];
    private readonly List<Passage> _passages = [];
    private readonly List<string> _images = [];
    private readonly StringBuilder _words = new();
    private (string Path, string Alt)? _cover;
    private string _id = "", _heading = "", _title = "", _summary = "";

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
        if (_title.Length == 0) _title = Path.GetFileNameWithoutExtension(path);
        return new Chapter(PageOf(path), _title, _summary, _body.ToString(), _sections, _passages, _images, _cover);
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
        _body.Append("<div class=\"prose\">\n").Append(markdown.Write(document)).Append("</div>\n");
    }

    private void Head(MarkdownHtml markdown, HeadingBlock named)
    {
        EndPassage();
        _id = markdown.NameHeading(named);
        _heading = MarkdownHtml.PlainText(named);
        if (named.Level == 1 && _title.Length == 0) _title = _heading;
        if (named.Level == 2) _sections.Add(new Section(_id, _heading));
    }

    private void Take(Block block)
    {
        // The picture right below the title, before the first sentence.
        if (_summary.Length == 0 && _cover is null
            && block is ParagraphBlock { Inline: { FirstChild: LinkInline { IsImage: true, Url: { } url } picture } }
            && Link(url) is not null)
        {
            _cover = (url, string.Concat(picture.Descendants<LiteralInline>().Select(literal => literal.Content.ToString())));
            return;
        }
        var text = MarkdownHtml.PlainText(block);
        _words.Append(text).Append(' ');
        if (_summary.Length > 0 || text.Length == 0 || block is not ParagraphBlock) return;
        _summary = text.Length <= SummaryCharacters ? text : WholeSentences(text[..SummaryCharacters]);
    }

    private void Code(Cell cell)
    {
        if (string.IsNullOrWhiteSpace(cell.Source)) return;
        _words.Append(cell.Source).Append(' ');
        _body.Append("<div class=\"cell\">\n<pre class=\"code\"><code>").Append(CodeHighlighter.ToHtml(cell.Source.TrimEnd()))
            .Append("</code></pre>\n")
            .Append(OutputHtml.Of(cell.Outputs)).Append("</div>\n");
    }

    private void EndPassage()
    {
        if (_words.Length > 0)
            _passages.Add(new Passage(_id, _heading, string.Join(' ', _words.ToString()
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
        _words.Clear();
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
        _images.Add(Uri.UnescapeDataString(address));
        return address;
    }
}
