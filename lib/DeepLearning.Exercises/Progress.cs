using System.Net;
using System.Text.Json;
using DeepLearning.Display;

namespace DeepLearning.Exercises;

/// <summary>Which exercises are done, kept in <c>.progress.json</c> beside the notebooks.</summary>
[TypeFormatterSource(typeof(RichOutputFormatters))]
public sealed class Progress : IRichOutput
{
    private readonly IReadOnlyList<(string Chapter, IReadOnlyList<(string Id, string Title, bool Done)> Exercises)> _chapters;

    internal Progress(IReadOnlySet<string> done) => _chapters =
        [.. Catalog.All.GroupBy(e => e.Id.Split('.')[0]).Select(chapter =>
            (Name(chapter.Key), (IReadOnlyList<(string, string, bool)>)[.. chapter.Select(e => (e.Id, e.Title, done.Contains(e.Id)))]))];

    private static string FilePath => Path.Combine(Environment.CurrentDirectory, ".progress.json");

    /// <summary>The exercises of every chapter, done and open.</summary>
    public static Progress Show() => new(Load(FilePath));

    /// <summary>Notes that an exercise was passed. The folder of the solutions keeps no progress: they are not the reader's.</summary>
    internal static void Record(string id)
    {
        if (Path.GetFileName(Environment.CurrentDirectory) != "solutions") Record(id, FilePath);
    }

    internal static void Record(string id, string path)
    {
        try
        {
            var done = Load(path);
            if (!done.Add(id)) return;
            var temporary = path + ".new";
            File.WriteAllText(temporary, JsonSerializer.Serialize(done));
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The answer is right all the same.
            Console.Error.WriteLine($"{path} could not be written ({error.Message}), so Progress.Show() will not count exercise {id}.");
        }
    }

    /// <summary>Reads what is done. A damaged file is set aside rather than lost.</summary>
    internal static SortedSet<string> Load(string path)
    {
        if (!File.Exists(path)) return new(StringComparer.Ordinal);
        try
        {
            return new(JsonSerializer.Deserialize<string[]>(File.ReadAllText(path))!, StringComparer.Ordinal);
        }
        catch (Exception error) when (error is JsonException or ArgumentNullException)
        {
            File.Move(path, path + ".damaged", overwrite: true);
            Console.Error.WriteLine($"{path} could not be read ({error.Message}). It is kept as {Path.GetFileName(path)}.damaged, and " +
                "a new one begins.");
            return new(StringComparer.Ordinal);
        }
    }

    /// <summary>A line for each chapter.</summary>
    public override string ToString() => string.Join('\n', _chapters.Select(chapter =>
        $"{chapter.Chapter}: {chapter.Exercises.Count(e => e.Done)} of {chapter.Exercises.Count} done" +
        string.Concat(chapter.Exercises.Select(e => $" {(e.Done ? "✓" : "·")}{e.Id}"))));

    /// <summary>A row of boxes for each chapter; a box that is done carries a tick.</summary>
    public string ToHtml() =>
        "<table style=\"border-collapse:collapse\" aria-label=\"Exercises done\"><tbody>" + string.Concat(_chapters.Select(chapter =>
            $"<tr><th style=\"text-align:left;padding:.2em .8em .2em 0\">{WebUtility.HtmlEncode(chapter.Chapter)}</th><td>" +
            string.Concat(chapter.Exercises.Select(Box)) +
            $"</td><td style=\"padding-left:.8em\">{chapter.Exercises.Count(e => e.Done)} of {chapter.Exercises.Count}</td></tr>")) +
            "</tbody></table>";

    private static string Name(string chapter) => int.TryParse(chapter, out var number) ? $"Chapter {number}" : $"Appendix {chapter}";

    private static string Box((string Id, string Title, bool Done) exercise) =>
        $"<span title=\"{WebUtility.HtmlEncode(exercise.Title)}\" " +
        "style=\"display:inline-block;min-width:3.6em;margin:.1em;padding:.1em .3em;text-align:center;" +
        $"border:1px solid #8888;border-radius:3px;{(exercise.Done ? "background:#1a7f5a;color:#fff" : "")}\">{(exercise.Done ? "✓ " : "")}{exercise.Id}</span>";
}
