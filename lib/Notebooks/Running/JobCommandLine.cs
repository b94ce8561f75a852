using System.Globalization;

namespace Notebooks.Running;

/// <summary>A job as arguments of the hidden command <c>execute</c>, which a process of its own is started with.</summary>
internal static class JobCommandLine
{
    public const string Command = "execute";

    public static IEnumerable<string> Arguments(NotebookJob job)
    {
        yield return Command;
        yield return job.Path;
        yield return "--timeout";
        yield return job.Timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        if (job.Compare) yield return "--compare";
        if (job.Tolerance is { } tolerance)
        {
            yield return "--tolerance";
            yield return tolerance.ToString(CultureInfo.InvariantCulture);
        }
        if (job.Output is null) yield break;
        yield return "--write";
        yield return job.Output;
    }
}
