using System.Text;

namespace Notebooks.Site;

/// <summary>What all pages of the book have around them.</summary>
/// <param name="chapters">All chapters in reading order; those in folders below (solutions) come after.</param>
/// <param name="assets">What could be had.</param>
internal sealed class Page(IReadOnlyList<Chapter> chapters, Assets assets)
{
    public const string Title = "Deep learning from scratch in C#";

    public string Of(Chapter chapter)
    {
        var row = chapters.Where(other => IsMain(other) == IsMain(chapter)).ToList();
        var at = row.IndexOf(chapter);
        var around = new StringBuilder("<nav class=\"around\" aria-label=\"Previous and next chapter\">");
        if (at > 0) around.Append($"<a rel=\"prev\" href=\"{Href(chapter, row[at - 1])}\"><small>Previous</small>{Html.Escape(row[at - 1].Title)}</a>");
        if (at + 1 < row.Count)
            around.Append($"<a rel=\"next\" href=\"{Href(chapter, row[at + 1])}\"><small>Next</small>{Html.Escape(row[at + 1].Title)}</a>");
        around.Append("</nav>");
        return Frame(chapter.Root, $"{chapter.Title} · {Title}", chapter.Summary, Contents(chapter.Root, chapter),
            $"<article>\n{chapter.Body}</article>\n{around}");
    }

    public string Cover()
    {
        var list = new StringBuilder($"<article class=\"cover\">\n<h1>{Html.Escape(Title)}</h1>\n<p class=\"lead\">From the derivative to the convolutional network, the LSTM and the autoencoder: "
            + "every idea in words, in a formula, in a drawing and in code, and every claim checked in front of you. The pages show " +
                "what the notebooks printed when they ran.</p>\n<ol class=\"chapters\">\n");
        foreach (var chapter in chapters.Where(IsMain))
            list.Append($"<li><a href=\"{Html.Escape(chapter.Path)}\">{Picture(chapter)}<div><strong>{Html.Escape(chapter.Title)}</strong><span>{Html.Escape(chapter.Summary)}</span></div></a></li>\n");
        list.Append("</ol>\n");
        if (!chapters.All(IsMain))
        {
            list.Append("<h2>Solutions</h2>\n<ul>\n");
            foreach (var chapter in chapters.Where(chapter => !IsMain(chapter)))
                list.Append($"<li><a href=\"{Html.Escape(chapter.Path)}\">{Html.Escape(chapter.Title)}</a></li>\n");
            list.Append("</ul>\n");
        }
        return Frame("", Title, "Deep learning from scratch, in C#, with every step checked.", Contents("", null),
            list.Append("</article>").ToString());
    }

    private static string Picture(Chapter chapter) =>
        chapter.Cover is { } cover ? $"<img loading=\"lazy\" src=\"{Html.Escape(cover.Path)}\" alt=\"{Html.Escape(cover.Alt)}\">" : "";

    private static bool IsMain(Chapter chapter) => chapter.Root.Length == 0;

    private static string Href(Chapter from, Chapter to) => Html.Escape(from.Root + to.Path);

    private string Contents(string root, Chapter? current)
    {
        var html = new StringBuilder($"<a class=\"book\" href=\"{root}index.html\">{Html.Escape(Title)}</a>\n<ol>\n");
        foreach (var chapter in chapters.Where(chapter => IsMain(chapter) || chapter == current))
        {
            var here = chapter == current;
            html.Append($"<li><a{(here ? " aria-current=\"page\"" : "")} " +
                $"href=\"{Html.Escape(root + chapter.Path)}\">{Html.Escape(chapter.Title)}</a>");
            if (here && chapter.Sections.Count > 0)
            {
                html.Append("\n<ol>\n");
                foreach (var section in chapter.Sections)
                    html.Append($"<li><a href=\"#{Html.Escape(section.Id)}\">{Html.Escape(section.Title)}</a></li>\n");
                html.Append("</ol>\n");
            }
            html.Append("</li>\n");
        }
        return html.Append("</ol>\n").ToString();
    }

    private string Frame(string root, string title, string description, string contents, string main) => $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Html.Escape(title)}</title>
        <meta name="description" content="{Html.Escape(description)}">
        {string.Concat(assets.Styles.Select(style => $"<link rel=\"stylesheet\" href=\"{root}assets/{style}\">\n"))}<link rel="stylesheet" href="{root}assets/book.css">
        <script src="{root}assets/head.js"></script>
        {string.Concat(assets.Scripts.Select(script => $"<script defer src=\"{root}assets/{script}\"></script>\n"))}<script defer src="{root}assets/book.js" data-root="{root}"></script>
        </head>
        <body>
        <a class="skip" href="#main">Skip to the text</a>
        <header class="bar">
        <details class="menu"><summary>Contents</summary><nav aria-label="Contents">
        {contents}</nav></details>
        <span class="tools"><button type="button" id="find" hidden>Search <kbd>/</kbd></button><button type="button" id="theme" hidden>Dark</button></span>
        </header>
        <div class="page">
        <nav class="side" aria-label="Contents">
        {contents}</nav>
        <main id="main">
        {main}
        </main>
        </div>
        <dialog id="search" aria-label="Search"><input type="search" placeholder="Search the book" aria-label="Search the book" autocomplete="off"><ol></ol></dialog>
        </body>
        </html>

        """;
}
