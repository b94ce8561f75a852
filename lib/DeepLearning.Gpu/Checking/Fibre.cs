using ILGPU;

namespace DeepLearning.Gpu.Checking;

/// <summary>A thread that runs items of a group while it has its turn.</summary>
internal sealed class Fibre
{
    [ThreadStatic] private static Fibre? s_current;
    private static readonly Stack<Fibre> Idle = new();
    private readonly object _gate = new();
    private bool _hasTurn;
    private (GroupRun Run, int First)? _work;

    /// <summary>The fibre of the calling thread.</summary>
    public static Fibre Current => CurrentOrNull
        ?? throw new KernelException("Group, Grid and SharedMemory are known only inside a kernel that is launched over groups and is running.");

    public static Fibre? CurrentOrNull => s_current is { HasRun: true } fibre ? fibre : null;

    public static Fibre OfThisThread => s_current ??= new Fibre();

    public GroupRun Run { get; private set; } = null!;

    public bool HasRun { get; private set; }

    /// <summary>The item's place in its group.</summary>
    public Index3D Index { get; private set; }

    public int Item { get; private set; }

    /// <summary>How many times the item has asked for shared memory.</summary>
    public int Allocations { get; set; }

    public void Enter(GroupRun run, int item)
    {
        (Run, Item, Index, Allocations, HasRun) = (run, item, Launch.At(run.Launch.Config.GroupDim, item), 0, true);
        run.IsRunning(item);
    }

    public void Leave() => HasRun = false;

    // Not a semaphore: that would spin for a while first, on a processor that the next item needs.
    public void Wait()
    {
        lock (_gate)
        {
            while (!_hasTurn) Monitor.Wait(_gate);
            _hasTurn = false;
        }
    }

    public void Wake()
    {
        lock (_gate)
        {
            _hasTurn = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Gives items of a group, from <paramref name="first"/> on, to a fibre that has nothing to do.</summary>
    public static void Start(GroupRun run, int first)
    {
        Fibre? fibre;
        lock (Idle)
            if (!Idle.TryPop(out fibre))
            {
                fibre = new Fibre();
                new Thread(fibre.Serve, maxStackSize: 256 << 10) { IsBackground = true, Name = "work item" }.Start();
            }
        fibre._work = (run, first);
        fibre.Wake();
    }

    private void Serve()
    {
        s_current = this;
        while (true)
        {
            Wait();
            var (run, first) = _work!.Value;
            _work = null;
            var next = run.RunFrom(first, this);
            Leave();
            lock (Idle) Idle.Push(this);
            // The last thing of all: whoever comes next may need this fibre again.
            next.Wake();
        }
    }
}
