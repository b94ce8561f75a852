namespace DeepLearning.Plotting;

/// <summary>Draws while something runs: at most four times a second, and so seldom that drawing takes less than 2 % of the time.</summary>
/// <remarks>
/// <c>var live = new LivePicture("training …".Display().Update);</c> before the loop,
/// <c>live.Show(() => Chart.Line(losses));</c> in it, <c>live.Finish(…)</c> after it.
/// What was shown last stays when the loop is interrupted. Drawing the first picture also loads what draws; since one picture is drawn in
/// any case, it does not count.
/// </remarks>
public sealed class LivePicture
{
    private const double MostShare = 0.02;
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(0.25);

    private readonly Action<object> _show;
    private readonly TimeProvider _time;
    private long _last;
    private TimeSpan _wait = s_pause;
    private int _shown;

    /// <summary>Starts the clock.</summary>
    /// <param name="show">Puts a picture in the place of the one before, such as the <c>Update</c> of what <c>Display</c> returns.</param>
    public LivePicture(Action<object> show) : this(show, TimeProvider.System)
    {
    }

    internal LivePicture(Action<object> show, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(show);
        (_show, _time, _last) = (show, time, time.GetTimestamp());
    }

    /// <summary>Shows the picture if it is time to; if not, nothing is drawn.</summary>
    public void Show(Func<object> picture)
    {
        if (_time.GetElapsedTime(_last) >= _wait) Finish(picture);
    }

    /// <summary>Shows the picture in any case: how it ended.</summary>
    public void Finish(Func<object> picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var start = _time.GetTimestamp();
        _show(picture());
        _last = _time.GetTimestamp();
        var took = _time.GetElapsedTime(start, _last);
        _wait = _shown++ == 0 || took / MostShare < s_pause ? s_pause : took / MostShare;
    }
}
