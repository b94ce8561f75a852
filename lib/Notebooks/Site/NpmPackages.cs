using System.ComponentModel;
using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;

namespace Notebooks.Site;

/// <summary>A package that makes the book, or what a notebook shows, handsomer.</summary>
/// <param name="Name">Its name and version; npm checks that it gets what was published under them.</param>
/// <param name="Folder">Where its files go.</param>
/// <param name="Use">Which files to take, by the beginning of their paths, and what that beginning becomes.</param>
/// <param name="Styles">Style sheets to link, relative to the assets.</param>
/// <param name="Scripts">Scripts to load.</param>
/// <param name="Otherwise">What the book does without it.</param>
internal sealed record NpmPackage(string Name, string Folder, IReadOnlyDictionary<string, string> Use, string[] Styles, string[] Scripts,
    string Otherwise);

/// <summary>Gets packages with npm, where there is npm and a registry; each is optional.</summary>
internal static class NpmPackages
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>Draws what stands below <c>#!mermaid</c>; the small build, without mind maps and formulas.</summary>
    public static NpmPackage Mermaid { get; } = new("@mermaid-js/tiny@11.17.2", "mermaid", new Dictionary<string, string>
    {
        ["package/dist/mermaid.tiny.js"] = "mermaid.tiny.js",
        ["package/LICENSE"] = "mermaid-license.md",
    }, [], [], "diagrams of #!mermaid are shown as their text");

    /// <summary>What every page of the book uses.</summary>
    public static IReadOnlyList<NpmPackage> OfPages { get; } =
    [
        new("katex@0.19.1", "katex", new Dictionary<string, string>
        {
            ["package/dist/katex.min.js"] = "katex.min.js", ["package/dist/katex.min.css"] = "katex.min.css",
            ["package/dist/fonts/"] = "fonts/", ["package/LICENSE"] = "LICENSE",
        }, ["katex/katex.min.css"], ["katex/katex.min.js"], "formulas are shown as TeX"),
        Font("source-serif-4", "5.3.1"), Font("source-sans-3", "5.3.0"), Font("source-code-pro", "5.3.0"),
    ];

    /// <returns>Those that are now in <paramref name="folder"/>.</returns>
    public static async Task<IReadOnlyList<NpmPackage>> Fetch(IReadOnlyList<NpmPackage> packages, string folder, TextWriter console)
    {
        var downloads = Directory.CreateTempSubdirectory("book-");
        try
        {
            var archives = await Task.WhenAll(packages.Select((package, i) =>
                Download(package, downloads.CreateSubdirectory($"{i}").FullName)));
            var found = new List<NpmPackage>();
            foreach (var (package, archive) in packages.Zip(archives))
            {
                if (archive is not null && await Unpack(archive, package, folder)) found.Add(package);
                else await console.WriteLineAsync($"npm could not get {package.Name}: {package.Otherwise}.");
            }
            return found;
        }
        finally
        {
            downloads.Delete(recursive: true);
        }
    }

    /// <summary>Takes out of an archive the files that <paramref name="package"/> names.</summary>
    /// <returns>False when one of its styles or scripts is not there.</returns>
    internal static async Task<bool> Unpack(string archive, NpmPackage package, string folder)
    {
        await using var zipped = File.OpenRead(archive);
        await using var unzipped = new GZipStream(zipped, CompressionMode.Decompress);
        await using var reader = new TarReader(unzipped);
        while (await reader.GetNextEntryAsync() is { } entry)
        {
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile)
                || entry.Name.Contains("..", StringComparison.Ordinal)) continue;
            var start = package.Use.Keys.FirstOrDefault(start => entry.Name.StartsWith(start, StringComparison.Ordinal));
            if (start is null) continue;
            var target = Path.Combine(folder, package.Folder, package.Use[start] + entry.Name[start.Length..]);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            await entry.ExtractToFileAsync(target, overwrite: true);
        }
        return package.Styles.Concat(package.Scripts).All(file => File.Exists(Path.Combine(folder, file)));
    }

    private static NpmPackage Font(string name, string version) =>
        new($"@fontsource-variable/{name}@{version}", name, new Dictionary<string, string>
        {
            ["package/index.css"] = "index.css",
            ["package/wght-italic.css"] = "wght-italic.css",
            ["package/LICENSE"] = "LICENSE",
            [$"package/files/{name}-latin-wght-"] = $"files/{name}-latin-wght-",
            [$"package/files/{name}-latin-ext-wght-"] = $"files/{name}-latin-ext-wght-",
            [$"package/files/{name}-greek-wght-"] = $"files/{name}-greek-wght-",
        }, [$"{name}/index.css", $"{name}/wght-italic.css"], [], "the reader's own fonts are used");

    private static async Task<string?> Download(NpmPackage package, string folder)
    {
        var npm = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm",
            ["pack", "--silent", "--fetch-retries=0", package.Name])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        try
        {
            using var limit = new CancellationTokenSource(Patience);
            using var process = Process.Start(npm)!;
            await using var end = limit.Token.Register(() => process.Kill(entireProcessTree: true));
            await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync(), process.WaitForExitAsync());
            return process.ExitCode == 0 ? Directory.EnumerateFiles(folder, "*.tgz").FirstOrDefault() : null;
        }
        catch (Win32Exception)
        {
            return null; // There is no npm.
        }
    }
}
