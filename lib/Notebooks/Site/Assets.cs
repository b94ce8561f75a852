using System.Reflection;

namespace Notebooks.Site;

/// <summary>Styles and scripts of the book: our own, and what npm packages could be had.</summary>
/// <param name="Styles">Further style sheets, relative to the folder <c>assets</c>.</param>
/// <param name="Scripts">Further scripts.</param>
internal sealed record Assets(IReadOnlyList<string> Styles, IReadOnlyList<string> Scripts)
{
    private static readonly string[] Own = ["book.css", "book.js", "head.js"];

    /// <summary>Fills the folder <paramref name="folder"/>.</summary>
    public static async Task<Assets> Write(string folder, IReadOnlyList<NpmPackage> packages, TextWriter console)
    {
        Directory.CreateDirectory(folder);
        foreach (var name in Own)
        {
            await using var source = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Site.{name}")!;
            await using var target = File.Create(Path.Combine(folder, name));
            await source.CopyToAsync(target);
        }
        PictureFiles.CopyTo(folder);
        var found = await NpmPackages.Fetch(packages, folder, console);
        return new Assets([.. found.SelectMany(package => package.Styles)],
            [.. found.SelectMany(package => package.Scripts), "pictures.js"]);
    }
}
