using System.Runtime.ExceptionServices;
using ILGPU;

namespace DeepLearning.Gpu.Checking;

/// <summary>Runs the items of one group. One of them runs at a time, in the order of their numbers; at a barrier it parks and the next one
/// goes on.</summary>
/// <remarks>
/// The calling thread starts with item 0 and goes on to the others as long as none meets a barrier: such a kernel needs no other thread.
/// An item that parks keeps the thread it is on, and the next item gets another one.
/// </remarks>
internal sealed class GroupRun(Launch launch, long number, Action body)
{
    private readonly int _items = launch.Config.GroupDim.Size;
    // The fibre that an item is on, from its first barrier until it is done.
    private readonly Fibre?[] _owner = new Fibre?[launch.Config.GroupDim.Size];
    private Fibre? _caller;
    private int _finished, _arrived;
    private int _barrier;
    private Exception? _failure;

    public Launch Launch => launch;

    /// <summary>The group's place in the grid.</summary>
    public Index3D Index { get; } = Launch.At(launch.Config.GridDim, number);

    public void Execute()
    {
        _caller = Fibre.OfThisThread;
        var next = RunFrom(0, _caller);
        if (next != _caller)
        {
            next.Wake();
            _caller.Wait();
        }
        _caller.Leave();
        if (_failure is not null) ExceptionDispatchInfo.Throw(_failure);
    }

    public void IsRunning(int item) => launch.Item = number * _items + item;

    /// <summary>Runs items until one has met a barrier and finished after it, or all are done; returns the fibre whose turn it is
    /// then.</summary>
    public Fibre RunFrom(int item, Fibre fibre)
    {
        while (true)
        {
            fibre.Enter(this, item);
            try
            {
                body();
                Finish(item);
            }
            catch (Exception failure)
            {
                _failure ??= failure;
                _owner[item] = null;
                return NextToAbort();
            }
            if (++item == _items) return _caller!;
            if (_owner[item] is { } owner) return owner;
        }
    }

    public void Barrier(int barrier)
    {
        var fibre = Fibre.Current;
        var item = fibre.Item;
        if (_finished > 0)
            throw new KernelException($"{launch.Where} waits at {Instrumented.Barrier(barrier)}, but {_finished} item(s) of its group " +
                "have left the kernel without it. Every item must meet every barrier.");
        if (_arrived > 0 && _barrier != barrier)
            throw new KernelException($"{launch.Where} waits at {Instrumented.Barrier(barrier)}, others of its group at " +
                $"{Instrumented.Barrier(_barrier)}. Every item must meet the same barriers in the same order.");
        _barrier = barrier;
        _arrived++;
        if (item + 1 == _items)
        {
            _arrived = 0;
            launch.Log.PassBarrier();
            if (item == 0) return;
        }
        _owner[item] = fibre;
        var next = (item + 1) % _items;
        if (_owner[next] is { } owner) owner.Wake();
        else Fibre.Start(this, next);
        fibre.Wait();
        if (_failure is not null) throw new GroupAbortedException();
        IsRunning(item);
    }

    public ArrayView<T> AllocateShared<T>(int extent) where T : unmanaged => launch.Shared<T>(Fibre.Current.Allocations++, extent);

    private void Finish(int item)
    {
        _finished++;
        if (_arrived > 0)
            throw new KernelException($"{launch.Where} has left the kernel while {_arrived} item(s) of its group wait at " +
                $"{Instrumented.Barrier(_barrier)}. Every item must meet every barrier.");
        _owner[item] = null;
    }

    // Whoever is parked wakes up one after the other, finds the failure and leaves.
    private Fibre NextToAbort()
    {
        for (var i = 0; i < _items; i++)
            if (_owner[i] is { } owner) return owner;
        return _caller!;
    }

    private sealed class GroupAbortedException : Exception;
}
