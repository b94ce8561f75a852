using System.Globalization;
using System.Text.RegularExpressions;

namespace Notebooks.Running;

/// <summary>How long a chapter says at its top that it runs.</summary>
internal static partial class PromisedTime
{
    private const int LinesOfTheTop = 60;
    private const double Unknown = 20;

    /// <summary>The order in which several at a time end soonest: a long one that begins last would run alone. Equals keep their
    /// order.</summary>
    public static IEnumerable<NotebookJob> LongestFirst(IEnumerable<NotebookJob> jobs) =>
        jobs.OrderByDescending(job => Seconds(job.Path) ?? Unknown);

    /// <returns>Null where the chapter does not say it as a number, or cannot be read.</returns>
    public static double? Seconds(string path)
    {
        try
        {
            var promise = File.ReadLines(path).Take(LinesOfTheTop).Select(line => Promise().Match(line))
                .FirstOrDefault(match => match.Success);
            return promise is null ? null : double.Parse(promise.Groups[1].Value, CultureInfo.InvariantCulture);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null; // The process that runs it says why.
        }
    }

    [GeneratedRegex(@"(?:How long it runs|It runs).*?about (\d{1,4}) s")]
    private static partial Regex Promise();
}
