namespace Notebooks.Site;

/// <summary>A chapter as the site shows it.</summary>
/// <param name="Path">Its page, relative to the site's folder, with forward slashes.</param>
/// <param name="Title">Its first heading.</param>
/// <param name="Summary">The first sentence or two below the heading, as plain text.</param>
/// <param name="Body">The HTML of its cells.</param>
/// <param name="Sections">Its headings of second rank.</param>
/// <param name="Passages">Its text by heading, for the search.</param>
/// <param name="Images">The pictures that it shows, relative to the notebook.</param>
/// <param name="Cover">The picture below its first heading, if there is one, relative to the notebook, and its description.</param>
internal sealed record Chapter(
    string Path, string Title, string Summary, string Body, IReadOnlyList<Section> Sections, IReadOnlyList<Passage> Passages,
        IReadOnlyList<string> Images, (string Path, string Alt)? Cover)
{
    /// <summary>How to get from this page to the folder of the site.</summary>
    public string Root => string.Concat(Path.Where(c => c == '/').Select(_ => "../"));
}

/// <summary>A heading that one can jump to.</summary>
internal sealed record Section(string Id, string Title);

/// <summary>What stands under a heading, in plain words.</summary>
internal sealed record Passage(string Id, string Heading, string Text);
