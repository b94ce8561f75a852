using System.Globalization;

namespace DeepLearning.Training;

/// <summary>Writes what stays (a line for each evaluation) and what passes (loss so far and time left, on a line that overwrites
/// itself).</summary>
/// <remarks>The passing line begins with a carriage return and is wiped before anything else is written, so that nothing of it is left in what is kept of the
/// output. It first appears after two seconds: short runs don't need it.</remarks>
internal sealed class ProgressWriter(TextWriter output, TimeProvider time)
{
    private static readonly TimeSpan FirstAfter = TimeSpan.FromSeconds(2), Pause = TimeSpan.FromSeconds(0.5);

    private readonly long _start = time.GetTimestamp();
    private TimeSpan _last;
    private int _shown;

    public void Line(string text)
    {
        Wipe();
        output.WriteLine(text);
        output.Flush();
    }

    /// <summary>Says how far the run has come and the epoch's mean loss so far, if it is time to.</summary>
    public void Passing(int epoch, int epochs, double loss, double doneShare) =>
        Passing(string.Create(CultureInfo.InvariantCulture, $"epoch {epoch} of {epochs}, loss so far {loss:F4}"), doneShare);

    /// <summary>Says where the run is, if it is time to.</summary>
    public void Passing(string place, double doneShare)
    {
        var elapsed = time.GetElapsedTime(_start);
        if (elapsed < FirstAfter || elapsed - _last < Pause || doneShare <= 0) return;
        _last = elapsed;
        var text = $"{place}, about {Duration(elapsed * (1 / doneShare - 1))} left";
        output.Write('\r' + text.PadRight(_shown));
        output.Flush();
        _shown = Math.Max(_shown, text.Length);
    }

    public void Wipe()
    {
        if (_shown == 0) return;
        output.Write('\r' + new string(' ', _shown) + '\r');
        _shown = 0;
    }

    private static string Duration(TimeSpan left) => left switch
    {
        { TotalSeconds: < 90 } => $"{Math.Ceiling(left.TotalSeconds)} s",
        { TotalMinutes: < 90 } => $"{Math.Round(left.TotalMinutes)} min",
        _ => $"{Math.Round(left.TotalHours)} h",
    };
}
