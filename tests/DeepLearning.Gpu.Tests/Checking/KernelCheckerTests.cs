using DeepLearning.Gpu.Checking;
using ILGPU;
using ILGPU.Runtime;

namespace DeepLearning.Gpu.Tests.Checking;

/// <summary>The checker runs right kernels and names what is wrong with others.</summary>
public class KernelCheckerTests
{
    private static readonly KernelChecker s_checker = new(Simulator.Accelerator);

    private static float[] Run(Action<KernelChecker, ArrayView<float>> launch, params float[] values)
    {
        using var buffer = Simulator.Accelerator.Allocate1D(values);
        launch(s_checker, buffer.View);
        return buffer.GetAsArray1D();
    }

    private static void AssertFails(string message, Action<KernelChecker, ArrayView<float>> launch, int length = Samples.Items) =>
        Assert.Equal(message, Assert.Throws<KernelException>(() => Run(launch, new float[length])).Message);

    [Fact]
    public void Items_run_once_each() => Assert.Equal([1, 4, 9], Run((device, x) => device.Run(Samples.Square, 3, x), 1, 2, 3));

    [Fact]
    public void A_launch_can_cover_a_plane() =>
        Assert.Equal([0, 1, 2, 10, 11, 12], Run((device, x) =>
            device.Load<Action<Index2D, ArrayView<float>, int>>(Samples.Plane)(new Index2D(3, 2), x, 3), new float[6]));

    [Fact]
    public void Groups_meet_at_barriers()
    {
        float[] values = [.. Enumerable.Range(0, 64).Select(i => (float)i)];
        var result = Run((device, x) => device.Run(Samples.Reverse, new KernelConfig(2, Samples.Items), x), values);
        Assert.Equal([.. values[..32].Reverse(), .. values[32..].Reverse()], result);
        Assert.Equal(new LaunchCounts(Items: 64, Barriers: 2, GlobalReads: 64, GlobalWrites: 64, SharedReads: 64, SharedWrites: 64),
            s_checker.LastLaunch);
    }

    [Fact]
    public void Elements_can_be_read_as_wider_ones() =>
        Assert.Equal([2, 1, 4, 3], Run((device, x) => device.Run(Samples.Wide, 2, x), 1, 2, 3, 4));

    [Fact]
    public void Numbers_are_bits() => Assert.Equal([2, -6], Run((device, x) => device.Run(Samples.Bits, 2, x), 1, -3));

    [Fact]
    public void Items_have_memory_of_their_own() =>
        Assert.Equal([6, 9], Run((device, x) => device.Run(Samples.Local, 2, x), 1, 2));

    [Fact]
    public void An_index_behind_the_end_is_reported() => AssertFails(
        "ReadsBehindTheEnd: item 31 uses element 32 of 'x', which has 32 elements (0 to 31).",
        (device, x) => device.Run(Samples.ReadsBehindTheEnd, 32, x, Simulator.Accelerator.Allocate1D<float>(32).View));

    [Fact]
    public void An_index_before_the_start_is_reported() => AssertFails(
        "WritesBeforeTheStart: item 0 uses element -1 of 'x', which has 32 elements (0 to 31).",
        (device, x) => device.Run(Samples.WritesBeforeTheStart, 32, x));

    [Fact]
    public void Two_items_that_write_to_one_place_are_reported() => AssertFails(
        "AllWriteOne: item 1 writes element 0 of 'x', which item 0 has written: a race. On a card either may come first, and no " +
            "barrier reaches across groups. Let one item own each element.",
        (device, x) => device.Run(Samples.AllWriteOne, 32, x));

    [Fact]
    public void A_neighbour_that_is_read_and_then_written_is_reported() => AssertFails(
        "ReadsItsNeighbour: item 1 writes element 1 of 'x', which item 0 has read: a race. On a card either may come first, and no " +
            "barrier reaches across groups. Let one item own each element.",
        (device, x) => device.Run(Samples.ReadsItsNeighbour, 32, x));

    [Fact]
    public void A_missing_barrier_is_reported() => AssertFails(
        "ReverseWithoutBarrier: item 16 of group 0 writes element 16 of shared memory 1, which item 15 of group 0 has read: a race. On " +
            "a card either may come first. A Group.Barrier() must stand between this and the read.",
        (device, x) => device.Run(Samples.ReverseWithoutBarrier, new KernelConfig(1, 32), x));

    [Fact]
    public void A_tree_without_barriers_between_its_steps_is_reported() => AssertFails(
        "SumWithoutSecondBarrier: item 1 of group 0 writes element 1 of shared memory 1, which item 0 of group 0 has read: a race. On " +
            "a card either may come first. A Group.Barrier() must stand between this and the read.",
        (device, x) => device.Run(Samples.SumWithoutSecondBarrier, new KernelConfig(1, 32), x));

    [Fact]
    public void Shared_memory_that_nobody_wrote_is_reported() => AssertFails(
        "ReadsWhatNobodyWrote: item 0 of group 0 reads element 0 of shared memory 1, which nobody has written yet.",
        (device, x) => device.Run(Samples.ReadsWhatNobodyWrote, new KernelConfig(1, 32), x));

    [Fact]
    public void Groups_that_write_to_one_place_are_reported() => AssertFails(
        "GroupsMeetInMemory: item 0 of group 1 reads element 0 of 'x', which item 0 of group 0 has written: a race. On a card either " +
            "may come first, and no barrier reaches across groups. Let one item own each element.",
        (device, x) => device.Run(Samples.GroupsMeetInMemory, new KernelConfig(2, 32), x));

    [Fact]
    public void Items_that_leave_before_a_barrier_are_reported() => AssertFails(
        "SomeLeaveEarly: item 20 of group 0 has left the kernel while 20 item(s) of its group wait at the first barrier of " +
            "SomeLeaveEarly. Every item must meet every barrier.",
        (device, x) => device.Run(Samples.SomeLeaveEarly, new KernelConfig(1, 32), x), length: 20);

    [Fact]
    public void Items_that_meet_a_barrier_others_have_passed_by_are_reported() => AssertFails(
        "SomeLeaveEarlyAtTheFront: item 20 of group 0 waits at the first barrier of SomeLeaveEarlyAtTheFront, but 20 item(s) of its " +
            "group have left the kernel without it. Every item must meet every barrier.",
        (device, x) => device.Run(Samples.SomeLeaveEarlyAtTheFront, new KernelConfig(1, 32), x), length: 20);

    [Fact]
    public void Different_barriers_are_reported() => AssertFails(
            "TwoBarriers: item 20 of group 0 waits at the second barrier of TwoBarriers, others of its group at the first barrier of " +
                "TwoBarriers. Every item must meet the same barriers in the same order.",
            (device, x) => device.Run(Samples.TwoBarriers, new KernelConfig(1, 32), x), length: 20);

    [Fact]
    public void More_shared_memory_than_there_is_is_reported() => AssertFails(
        "TooMuchSharedMemory: a group asks for more than 48 KB of shared memory, which is all it has.",
        (device, x) => device.Run(Samples.TooMuchSharedMemory, new KernelConfig(1, 32), x));

    [Fact]
    public void A_barrier_without_groups_is_reported() => AssertFails(
        "Group, Grid and SharedMemory are known only inside a kernel that is launched over groups and is running.",
        (device, x) => device.Run(Samples.BarrierWithoutGroup, 32, x));

    [Fact]
    public void A_struct_with_a_bool_is_refused() => AssertFails(
        "TakesABool: parameter 'box' is a struct with a Boolean, which has no fixed size on a device; use an int. A kernel takes " +
            "views, numbers and structs of numbers.",
        (device, x) => device.Run(Samples.TakesABool, 32, x, 0, new Samples.FlagBox()));

    [Fact]
    public void A_kernel_that_captures_is_refused()
    {
        var factor = Environment.TickCount;
        var error = Assert.Throws<KernelException>(() => Run((device, x) =>
            device.Run((Index1D i, ArrayView<float> y) => { y[i] = factor; }, 1, x), 1));
        Assert.Contains("a kernel must be a static method; this one belongs to an object or captures variables. Pass them as parameters.",
            error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_inside_a_kernel_names_kernel_and_item() => AssertFails(
        "DividesByZero: item 0 failed: Attempted to divide by zero.",
        (device, x) => device.Run(Samples.DividesByZero, 32, x, 0));

    [Fact]
    public void A_part_must_lie_inside() => AssertFails(
        "TakesTooLongAPart: item 29 takes elements 29 to 32 of 'x', which has 32 elements (0 to 31).",
        (device, x) => device.Run(Samples.TakesTooLongAPart, 32, x));

    [Theory, InlineData(0, 32), InlineData(1, 0), InlineData(1, 2048)]
    public void A_launch_has_groups_and_items(int groups, int items) =>
        Assert.Contains("expected at least 1 of both, and at most 1024 items in a group",
            Assert.Throws<KernelException>(() => s_checker.Run(Samples.Reverse, new KernelConfig(groups, items), ArrayView<float>.Empty))
                .Message, StringComparison.Ordinal);

    [Fact]
    public void A_launch_over_nothing_is_refused() => AssertFails(
        "Square: a launch over 0 items; expected 1 or more.", (device, x) => device.Run(Samples.Square, 0, x));

    [Fact]
    public void After_a_failure_the_device_goes_on()
    {
        Assert.Throws<KernelException>(() => Run((device, x) =>
            device.Run(Samples.SomeLeaveEarly, new KernelConfig(1, 32), x), new float[20]));
        Items_run_once_each();
        Groups_meet_at_barriers();
    }

    [Fact]
    public void The_same_kernel_runs_on_ILGPU_and_in_the_checker()
    {
        float[] values = [.. Enumerable.Range(0, 64).Select(i => (float)i)];
        using var buffer = Simulator.Accelerator.Allocate1D(values);
        Simulator.Accelerator.LoadStreamKernel<ArrayView<float>>(Samples.Reverse8)((8, 8), buffer.View);
        var by = buffer.GetAsArray1D();
        Assert.Equal(by, Run((checker, x) => checker.Run(Samples.Reverse8, (8, 8), x), values));
        Assert.Equal([7, 6, 5, 4, 3, 2, 1, 0, 15], by[..9]);
    }

    [Fact]
    public void Views_of_two_dimensions_are_checked_too()
    {
        using var square = Simulator.Accelerator.Allocate2DDenseX<float>(new Index2D(3, 4));
        s_checker.Run(Samples.Diagonal, 3, square.View);
        var error = Assert.Throws<KernelException>(() => s_checker.Run(Samples.Diagonal, 13, square.View));
        Assert.Contains("Diagonal: item 3 uses an index outside of a view", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_of_elements_count_as_elements()
    {
        Run((checker, x) => checker.Run(Samples.SwapsParts, 2, x), 1, 2, 3, 4);
        Assert.Equal((4L, 8L), (s_checker.LastLaunch.GlobalReads, s_checker.LastLaunch.GlobalWrites));
    }

    [Fact]
    public void Functions_that_a_kernel_calls_are_watched() => AssertFails(
        "CallsAnother: item 0 uses element 32 of 'x', which has 32 elements (0 to 31).",
        (device, x) => device.Run(Samples.CallsAnother, 32, x));

    [Fact]
    public void Arguments_that_do_not_fit_are_refused()
    {
        Assert.Equal("'x' is a ArrayView<Single>; a Double was given. (Parameter 'given')",
            Assert.Throws<ArgumentException>(() => s_checker.Run(Samples.Square, 1, 2.0)).Message);
        Assert.Equal("Square takes 1 arguments behind its number; 0 were given. (Parameter 'given')",
            Assert.Throws<ArgumentException>(() => s_checker.Run(Samples.Square, 1)).Message);
        Assert.Contains("launch it over (groups, items in a group)",
            Assert.Throws<ArgumentException>(() => s_checker.Run(Samples.Reverse, 32)).Message, StringComparison.Ordinal);
        Assert.Contains("launch it over a number of items", Assert.Throws<ArgumentException>(() => s_checker.Run(Samples.Square, (1, 32)))
            .Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_only_a_device_can_do_is_refused() => AssertFails(
        "The kernel calls Warp.get_LaneIdx, which the checker does not know. It runs one item at a time; a device has it.",
        (device, x) => device.Run(Samples.AsksForItsLane, 1, x));

    [Fact]
    public void A_kernel_with_a_try_in_it_is_refused() => AssertFails(
        "Tries has a try, using or foreach over an object in it. A card has no exceptions and no objects; use for.",
        (device, x) => device.Run(Samples.Tries, 1, x));
}
