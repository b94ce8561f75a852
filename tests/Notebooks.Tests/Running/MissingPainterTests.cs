using System.Runtime.CompilerServices;
using Notebooks.Running;

namespace Notebooks.Tests.Running;

/// <summary>Where the native library that paints PNGs does not exist for a machine, the rest of a chart still shows.</summary>
public sealed class MissingPainterTests : IDisposable
{
    private readonly TestNotebooks _notebooks = new();

    public void Dispose() => _notebooks.Dispose();

    [Fact]
    public async Task A_chart_without_its_painter_shows_the_crisp_picture_and_the_live_one()
    {
        var repository = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", ".."));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(repository, "lib", "bin"), "*.dll"))
            if (!Path.GetFileName(file).Contains("libSkiaSharp", StringComparison.Ordinal))
                _notebooks.Write("lib/bin/" + Path.GetFileName(file), File.ReadAllBytes(file));
        _notebooks.Write("notebooks/setup.cs", File.ReadAllBytes(Path.Combine(repository, "notebooks", "setup.cs")));
        var notebook = _notebooks.Add("notebooks/a.ipynb", "#!import \"setup.cs\"", "var page = Chart.Line([1.0, 2, 3]).ToHtml();", """
            for (var i = 0; i < 3; i++) { GC.Collect(); GC.WaitForPendingFinalizers(); }
            if (page.Contains("image/png") || !page.Contains("<svg") || !page.Contains("chart:{")) throw new Exception(page);
            """);
        Assert.Null(await new ChildProcess(new NotebookJob(notebook, null, Compare: false, TimeSpan.FromSeconds(60)), null, _ => { })
            .Run());
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
