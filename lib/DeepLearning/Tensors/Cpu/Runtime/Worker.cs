using System.Diagnostics;

namespace DeepLearning.Tensors.Cpu;

/// <summary>A thread of a <see cref="WorkerTeam"/>. It waits for the next job in a short spin, then asleep.</summary>
internal sealed class Worker : IDisposable
{
    private static readonly long SpinTicks = Stopwatch.Frequency / 10_000;

    private readonly WorkerTeam _team;
    private readonly Thread _thread;
    // An event of the system: an abort of the thread that sets it finds it set or not, where one that counts in managed code may be left
    // in between,
    // and its sleeper never wakes.
    private readonly AutoResetEvent _wake = new(false);
    private int _asleep;

    public Worker(WorkerTeam team)
    {
        _team = team;
        _thread = new Thread(Work) { IsBackground = true, Name = "DeepLearning worker" };
        _thread.Start();
    }

    /// <summary>Wakes the thread if it sleeps. Once too often does no harm: it finds no job and waits again.</summary>
    public void WakeUp()
    {
        if (Volatile.Read(ref _asleep) != 0) _wake.Set();
    }

    /// <summary>Lets the thread see that its team has stopped.</summary>
    public void Stop() => _wake.Set();

    /// <summary>Waits for the thread to end.</summary>
    public void Dispose()
    {
        _thread.Join();
        _wake.Dispose();
    }

    private void Work()
    {
        long seen = 0;
        while (!_team.IsStopped)
        {
            long until = Stopwatch.GetTimestamp() + SpinTicks;
            while (_team.JobNumber == seen && Stopwatch.GetTimestamp() < until) Thread.SpinWait(20);
            if (_team.JobNumber == seen)
            {
                // First asleep, then the last look: a job that is published meanwhile is seen here, or its publisher sees the sleeper.
                Interlocked.Exchange(ref _asleep, 1);
                if (_team.JobNumber == seen && !_team.IsStopped) _wake.WaitOne();
                Volatile.Write(ref _asleep, 0);
            }
            seen = _team.JobNumber;
            _team.Help();
        }
    }
}
