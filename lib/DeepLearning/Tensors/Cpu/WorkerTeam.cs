namespace DeepLearning.Tensors.Cpu;

/// <summary>The helper threads behind <see cref="Parallelism"/>.</summary>
/// <remarks>
/// A job is published by writing its fields and then a ticket: the job's number in the high half, the parts not yet taken in the low
/// half. A thread takes a part by lowering the ticket with compare-and-swap. If that succeeds, the ticket still belonged to the job whose
/// fields were read before, so a helper that comes late can never run a part of a job that is over.
/// A notebook ends an endless loop by aborting its thread, wherever that is. The memory of a job belongs to the thread that asked for it, so even then
/// nothing is given back before the last helper has let go of the job.
/// </remarks>
internal sealed unsafe class WorkerTeam : IDisposable
{
    private readonly Helper[] _helpers;
    private delegate*<void*, int, void> _run;
    private void* _job;
    private int _done;
    private int _active;
    private long _ticket;
    private volatile bool _stopped;

    public WorkerTeam(int size)
    {
        Size = size;
        _helpers = new Helper[size - 1];
        for (var i = 0; i < _helpers.Length; i++) _helpers[i] = new Helper(this);
    }

    public int Size { get; }

    /// <summary>The number of the last job.</summary>
    internal long JobNumber => Volatile.Read(ref _ticket) >> 32;

    internal bool IsStopped => _stopped;

    public void Run(delegate*<void*, int, void> run, void* job, int count)
    {
        var finished = false;
        try
        {
            _run = run;
            _job = job;
            _done = 0;
            Interlocked.Exchange(ref _ticket, ((JobNumber + 1) << 32) + count);
            foreach (var helper in _helpers) helper.WakeUp();
            TakeParts();
            var spin = new SpinWait();
            while (Volatile.Read(ref _done) < count)
            {
                // A helper is still at its last part. It may need this very core to finish it, so let go of it now and then.
                spin.SpinOnce(sleep1Threshold: -1);
            }
            finished = true;
        }
        finally
        {
            if (!finished) Abandon();
        }
    }

    /// <summary>A helper's turn: it takes parts until none are left.</summary>
    internal void Help()
    {
        // Before the ticket is looked at: whoever takes parts away afterwards sees this helper, or this helper sees that there are none.
        Interlocked.Increment(ref _active);
        TakeParts();
        Interlocked.Decrement(ref _active);
    }

    public void Dispose()
    {
        _stopped = true;
        // All are woken before one is waited for: an interrupt of that wait leaves nobody asleep.
        foreach (var helper in _helpers) helper.Stop();
        foreach (var helper in _helpers) helper.Dispose();
    }

    // Aborted, or a part threw: nobody begins another part, and those that are at one are waited for.
    private void Abandon()
    {
        Interlocked.And(ref _ticket, ~(long)uint.MaxValue);
        // Not a SpinWait: it sleeps, and an interrupt of this thread would end that and the wait.
        while (Volatile.Read(ref _active) > 0) Thread.Yield();
    }

    private void TakeParts()
    {
        while (true)
        {
            long ticket = Volatile.Read(ref _ticket);
            int left = (int)ticket;
            if (left == 0)
            {
                return;
            }
            var run = _run;
            void* job = _job;
            if (Interlocked.CompareExchange(ref _ticket, ticket - 1, ticket) == ticket)
            {
                run(job, left - 1);
                Interlocked.Increment(ref _done);
            }
        }
    }
}
