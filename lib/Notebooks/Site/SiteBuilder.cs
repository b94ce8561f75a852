using Notebooks.Documents;
using Notebooks.Running;

namespace Notebooks.Site;

/// <summary>Writes the chapters as a book of web pages.</summary>
internal sealed class SiteBuilder(TextWriter console)
{
    /// <param name="book">The folder of the notebooks.</param>
    /// <param name="target">Where the pages go; a page of the same name is replaced, other files are left alone.</param>
    /// <param name="execute">Whether to execute the notebooks; otherwise the outputs that they were saved with are shown.</param>
    /// <param name="withPackages">Whether to get fonts, formulas and charts from npm.</param>
    /// <param name="timeout">For each cell.</param>
    /// <param name="parallel">How many notebooks run at a time; null: what this machine can do.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="NotebookException">A notebook or a folder cannot be read or written.</exception>
    public async Task<int> Build(string book, string target, bool execute, bool withPackages, TimeSpan timeout, int? parallel = null)
    {
        var notebooks = Find(book);
        var executed = Directory.CreateTempSubdirectory("book-");
        try
        {
            var jobs = notebooks.Select(path => new NotebookJob(Path.Combine(book, path), Path.Combine(executed.FullName, path),
                Compare: false, timeout));
            if (execute && await new Runner(console, live: !Console.IsOutputRedirected, parallel).Run([.. jobs]) is var failed and not 0)
                return failed;
            var source = execute ? executed.FullName : book;
            var known = notebooks.ToHashSet();
            var chapters = notebooks.Select(path => new ChapterWriter(path, known)
                .Write(NotebookReader.ReadFile(Path.Combine(source, path)))).ToList();
            await Write(chapters, book, target, withPackages);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new NotebookException($"{target}: cannot be written: {error.Message}", error);
        }
        finally
        {
            executed.Delete(recursive: true);
        }
        await console.WriteLineAsync($"Wrote {notebooks.Count} chapters. Open {Path.Combine(target, "index.html")} in a browser.");
        return 0;
    }

    private static List<string> Find(string book)
    {
        string Name(string path) => Path.GetRelativePath(book, path).Replace('\\', '/');
        var chapters = NotebookFiles.Find([book]).Select(Name).ToList();
        var solutions = Path.Combine(book, "solutions");
        if (Directory.Exists(solutions) && Directory.EnumerateFiles(solutions, "*.ipynb").Any())
            chapters.AddRange(NotebookFiles.Find([solutions]).Select(Name));
        return chapters;
    }

    private async Task Write(IReadOnlyList<Chapter> chapters, string book, string target, bool withPackages)
    {
        Directory.CreateDirectory(target);
        var drawn = chapters.Any(chapter => chapter.Body.Contains(OutputHtml.Diagram, StringComparison.Ordinal));
        var assets = await Assets.Write(Path.Combine(target, "assets"),
            !withPackages ? [] : drawn ? [.. NpmPackages.OfPages, NpmPackages.Mermaid] : NpmPackages.OfPages, console);
        var page = new Page(chapters, assets);
        AtomicFile.WriteAllText(Path.Combine(target, "assets", "index.js"), SearchIndex.Write(chapters));
        AtomicFile.WriteAllText(Path.Combine(target, "index.html"), page.Cover());
        foreach (var chapter in chapters)
        {
            AtomicFile.WriteAllText(Path.Combine(target, chapter.Path), page.Of(chapter));
            foreach (var image in chapter.Images) CopyImage(image, Path.GetDirectoryName(chapter.Path)!, book, target);
        }
    }

    // A picture outside the book's folder stays where it is.
    private static void CopyImage(string image, string folder, string book, string target)
    {
        string source = Path.GetFullPath(Path.Combine(book, folder, image)), inside = Path.GetFullPath(book) + Path.DirectorySeparatorChar;
        if (!source.StartsWith(inside, StringComparison.Ordinal) || !File.Exists(source)) return;
        var copy = Path.Combine(target, Path.GetRelativePath(book, source));
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        File.Copy(source, copy, overwrite: true);
    }
}
