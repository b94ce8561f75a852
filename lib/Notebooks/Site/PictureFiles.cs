namespace Notebooks.Site;

/// <summary>The scripts that bring the pictures of a page alive: <c>pictures.js</c> of the plotting library, what it loads, and plotly.js.
/// They lie
/// beside this program, and go where each front-end can read them without a network.</summary>
internal static class PictureFiles
{
    public static IReadOnlyList<string> All { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Pictures"), "*.js").Order(StringComparer.Ordinal)];

    /// <summary>Copies them into a folder.</summary>
    public static void CopyTo(string folder)
    {
        foreach (var file in All) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
    }

    /// <summary>Removes the copies.</summary>
    public static void RemoveFrom(string folder)
    {
        foreach (var file in All) File.Delete(Path.Combine(folder, Path.GetFileName(file)));
    }
}
