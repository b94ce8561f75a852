using System.Diagnostics;

namespace DeepLearning.Tensors.Cpu;

/// <summary>The worker threads behind <see cref="Parallelism"/>.</summary>
/// <remarks>
/// A job is published by writing its fields and then a ticket: the job's number in the high half, the parts not yet taken in the low
/// half. A thread takes a part by lowering the ticket with compare-and-swap. If that succeeds, the ticket still belonged to the job whose
/// fields were read before, so a worker that comes late can never run a part of a job that is over.
/// A notebook ends an endless loop by aborting its thread, wherever that is. The memory of a job belongs to the thread that asked for it,
/// so even then
/// nothing is given back before the last worker has let go of the job.
/// </remarks>
internal sealed unsafe class WorkerTeam : IDisposable
{
    /// <summary>How long the caller looks for the end of the last part before it sleeps, about 50 µs.</summary>
    private static readonly long SpinTicks = Stopwatch.Frequency / 20_000;

    // 0.4 ms, 5 ms, 100 ms and 30 ms.
    private static readonly long Loss = Stopwatch.Frequency / 2500, ShortestRest = Stopwatch.Frequency / 200,
        LongestRest = Stopwatch.Frequency / 10;
    private static readonly long Soon = Stopwatch.Frequency * 3 / 100;

    private readonly Worker[] _workers;
    private readonly AutoResetEvent _finished = new(false);
    private int _waiting;
    private long _saved, _rest, _aloneUntil;
    private delegate*<void*, int, void> _run;
    private void* _job;
    private int _done;
    private int _active;
    private long _ticket;
    private volatile bool _stopped;

    public WorkerTeam(int size)
    {
        Size = size;
        _workers = new Worker[size - 1];
        for (var i = 0; i < _workers.Length; i++) _workers[i] = new Worker(this);
    }

    public int Size { get; }

    /// <summary>Whether the caller works alone for a while after a job that its workers have made slower.</summary>
    internal static bool RestsWhenSlowed { get; set; } = true;

    /// <summary>The number of the last job.</summary>
    internal long JobNumber => Volatile.Read(ref _ticket) >> 32;

    internal bool IsStopped => _stopped;

    public void Run(delegate*<void*, int, void> run, void* job, int count)
    {
        if (_aloneUntil > 0 && Stopwatch.GetTimestamp() < _aloneUntil)
        {
            for (var part = 0; part < count; part++) run(job, part);
            return;
        }
        var finished = false;
        try
        {
            _run = run;
            _job = job;
            _done = 0;
            Interlocked.Exchange(ref _ticket, ((JobNumber + 1) << 32) + count);
            foreach (var worker in _workers) worker.WakeUp();
            var start = Stopwatch.GetTimestamp();
            var own = TakeParts();
            var working = Stopwatch.GetTimestamp() - start;
            WaitFor(count);
            if (own > 0) Account(working * count / own, Stopwatch.GetTimestamp() - start);
            finished = true;
        }
        finally
        {
            if (!finished) Abandon();
        }
    }

    /// <summary>A worker's turn: it takes parts until none are left.</summary>
    internal void Help()
    {
        // Before the ticket is looked at: whoever takes parts away afterwards sees this worker, or this worker sees that there are none.
        Interlocked.Increment(ref _active);
        TakeParts();
        Interlocked.Decrement(ref _active);
    }

    public void Dispose()
    {
        _stopped = true;
        // All are woken before one is waited for: an interrupt of that wait leaves nobody asleep.
        foreach (var worker in _workers) worker.Stop();
        foreach (var worker in _workers) worker.Dispose();
        _finished.Dispose();
    }

    // A worker is still at its last part. If that takes long, another process may have its core: then it needs this one, which is free
    // only while this
    // thread sleeps.
    private void WaitFor(int count)
    {
        var until = Stopwatch.GetTimestamp() + SpinTicks;
        while (Volatile.Read(ref _done) < count)
        {
            if (Stopwatch.GetTimestamp() < until)
            {
                Thread.SpinWait(20);
                continue;
            }
            // First the sign, then the last look: a part that ends meanwhile is seen here, or the worker sees the sign.
            Interlocked.Exchange(ref _waiting, 1);
            if (Volatile.Read(ref _done) < count) _finished.WaitOne();
            Volatile.Write(ref _waiting, 0);
        }
    }

    // A worker whose core another process has can make jobs slower than the caller alone would be. When that has cost so much lately, the
    // caller works alone
    // for 5 ms, and twice as long each time it happens again within 30 ms.
    private void Account(long alone, long together)
    {
        _saved = Math.Min(_saved * 7 / 8 + alone - together, Loss);
        if (_saved > -Loss || !RestsWhenSlowed) return;
        var now = Stopwatch.GetTimestamp();
        _rest = now < _aloneUntil + Soon ? Math.Min(2 * _rest, LongestRest) : ShortestRest;
        _aloneUntil = now + _rest;
        _saved = 0;
    }

    // Aborted, or a part threw: nobody begins another part, and those that are at one are waited for.
    private void Abandon()
    {
        Interlocked.And(ref _ticket, ~(long)uint.MaxValue);
        // Not a SpinWait: it sleeps, and an interrupt of this thread would end that and the wait.
        while (Volatile.Read(ref _active) > 0) Thread.Yield();
    }

    // How many it took.
    private int TakeParts()
    {
        for (var taken = 0; ; taken++)
        {
            long ticket = Volatile.Read(ref _ticket);
            int left = (int)ticket;
            if (left == 0)
            {
                return taken;
            }
            var run = _run;
            void* job = _job;
            if (Interlocked.CompareExchange(ref _ticket, ticket - 1, ticket) != ticket)
            {
                taken--;
                continue;
            }
            run(job, left - 1);
            Interlocked.Increment(ref _done);
            if (Volatile.Read(ref _waiting) != 0) _finished.Set();
        }
    }
}
