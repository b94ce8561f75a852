using DeepLearning.Gpu.Emulation;
using ILGPU;
using ILGPU.Runtime;

namespace DeepLearning.Gpu.Tests.Emulation;

/// <summary>The emulation runs right kernels and names what is wrong with others.</summary>
public class EmulationTests
{
    private static readonly Accelerator s_device = EmulatedGpu.Create(checks: true);

    private static float[] Run(Action<Accelerator, ArrayView<float>> launch, params float[] values)
    {
        using var buffer = s_device.Allocate1D(values);
        launch(s_device, buffer.View);
        return buffer.GetAsArray1D();
    }

    private static void AssertFails(string message, Action<Accelerator, ArrayView<float>> launch, int length = Samples.Items) =>
        Assert.Equal(message, Assert.Throws<KernelException>(() => Run(launch, new float[length])).Message);

    [Fact]
    public void Items_run_once_each() => Assert.Equal([1, 4, 9], Run((device, x) => device.LoadAutoGroupedStreamKernel<Index1D, ArrayView<float>>(Samples.Square)(3, x), 1, 2, 3));

    [Fact]
    public void A_launch_can_cover_a_plane() =>
        Assert.Equal([0, 1, 2, 10, 11, 12], Run((device, x) => device.LoadAutoGroupedStreamKernel<Index2D, ArrayView<float>, int>(Samples.Plane)(new Index2D(3, 2), x, 3), new float[6]));

    [Fact]
    public void Groups_meet_at_barriers()
    {
        float[] values = [.. Enumerable.Range(0, 64).Select(i => (float)i)];
        var result = Run((device, x) => device.LoadStreamKernel<ArrayView<float>>(Samples.Reverse)(new KernelConfig(2, Samples.Items), x), values);
        Assert.Equal([.. values[..32].Reverse(), .. values[32..].Reverse()], result);
        Assert.Equal(new LaunchCounts(Items: 64, Barriers: 2, GlobalReads: 64, GlobalWrites: 64, SharedReads: 64, SharedWrites: 64), s_device.LastLaunch);
    }

    [Fact]
    public void Elements_can_be_read_as_wider_ones() =>
        Assert.Equal([2, 1, 4, 3], Run((device, x) => device.LoadAutoGroupedStreamKernel<Index1D, ArrayView<float>>(Samples.Wide)(2, x), 1, 2, 3, 4));

    [Fact]
    public void Numbers_are_bits() => Assert.Equal([2, -6], Run((device, x) => device.LoadAutoGroupedStreamKernel<Index1D, ArrayView<float>>(Samples.Bits)(2, x), 1, -3));

    [Fact]
    public void Items_have_memory_of_their_own() =>
        Assert.Equal([6, 9], Run((device, x) => device.LoadAutoGroupedStreamKernel<Index1D, ArrayView<float>>(Samples.Local)(2, x), 1, 2));

    [Fact]
    public void An_index_behind_the_end_is_reported() => AssertFails(
        "ReadsBehindTheEnd: item 31 reads element 32 of 'x', which has 32 elements (0 to 31).",
        (device, x) => device.LoadAutoGroupedStreamKernel<Index1D, ArrayView<float>, ArrayView<float>>(Samples.ReadsBehindTheEnd)(32, x, s_device.Allocate1D<float>(32).View));

    [Fact]
    public void An_index_before_the_start_is_reported() => AssertFails(
        "WritesBeforeTheStart: item 0 writes element -1 of 'x', which has 32 elements (0 to 31).",
        (device, x) => device.LoadAutoGroupedStreamKernel<Index1D, ArrayView<float>>(Samples.WritesBeforeTheStart)(32, x));

    [Fact]
    public void Two_items_that_write_to_one_place_are_reported() => AssertFails(
        "AllWriteOne: item 1 writes element 0 of 'x', which item 0 has written: a race. On a card either may come first, and no barrier reaches across groups. Let one item own each element.",
        (device, x) => device.LoadAutoGroupedStreamKernel<Index1D, ArrayView<float>>(Samples.AllWriteOne)(32, x));

    [Fact]
    public void A_neighbour_that_is_read_and_then_written_is_reported() => AssertFails(
        "ReadsItsNeighbour: item 1 writes element 1 of 'x', which item 0 has read: a race. On a card either may come first, and no barrier reaches across groups. Let one item own each element.",
        (device, x) => device.LoadAutoGroupedStreamKernel<Index1D, ArrayView<float>>(Samples.ReadsItsNeighbour)(32, x));

    [Fact]
    public void A_missing_barrier_is_reported() => AssertFails(
        "ReverseWithoutBarrier: item 16 of group 0 writes element 16 of shared memory 1, which item 15 of group 0 has read: a race. On a card either may come first. A Group.Barrier() must stand between this and the read.",
        (device, x) => device.LoadStreamKernel<ArrayView<float>>(Samples.ReverseWithoutBarrier)(new KernelConfig(1, 32), x));

    [Fact]
    public void A_tree_without_barriers_between_its_steps_is_reported() => AssertFails(
        "SumWithoutSecondBarrier: item 1 of group 0 writes element 1 of shared memory 1, which item 0 of group 0 has read: a race. On a card either may come first. A Group.Barrier() must stand between this and the read.",
        (device, x) => device.LoadStreamKernel<ArrayView<float>>(Samples.SumWithoutSecondBarrier)(new KernelConfig(1, 32), x));

    [Fact]
    public void Shared_memory_that_nobody_wrote_is_reported() => AssertFails(
        "ReadsWhatNobodyWrote: item 0 of group 0 reads element 0 of shared memory 1, which nobody has written yet.",
        (device, x) => device.LoadStreamKernel<ArrayView<float>>(Samples.ReadsWhatNobodyWrote)(new KernelConfig(1, 32), x));

    [Fact]
    public void Groups_that_write_to_one_place_are_reported() => AssertFails(
        "GroupsMeetInMemory: item 0 of group 1 reads element 0 of 'x', which item 0 of group 0 has written: a race. On a card either may come first, and no barrier reaches across groups. Let one item own each element.",
        (device, x) => device.LoadStreamKernel<ArrayView<float>>(Samples.GroupsMeetInMemory)(new KernelConfig(2, 32), x));

    [Fact]
    public void Items_that_leave_before_a_barrier_are_reported() => AssertFails(
        $"SomeLeaveEarly: item 20 of group 0 has left the kernel while 20 item(s) of its group wait at the barrier in Samples.cs, line {LineOf("public static void SomeLeaveEarly(", 3)}. Every item must meet every barrier.",
        (device, x) => device.LoadStreamKernel<ArrayView<float>>(Samples.SomeLeaveEarly)(new KernelConfig(1, 32), x), length: 20);

    [Fact]
    public void Items_that_meet_a_barrier_others_have_passed_by_are_reported() => AssertFails(
        $"SomeLeaveEarlyAtTheFront: item 20 of group 0 waits at the barrier in Samples.cs, line {LineOf("public static void SomeLeaveEarlyAtTheFront(", 3)}, but 20 item(s) of its group have left the kernel without it. Every item must meet every barrier.",
        (device, x) => device.LoadStreamKernel<ArrayView<float>>(Samples.SomeLeaveEarlyAtTheFront)(new KernelConfig(1, 32), x), length: 20);

    [Fact]
    public void Different_barriers_are_reported()
    {
        var line = LineOf("public static void TwoBarriers(", 3);
        AssertFails(
            $"TwoBarriers: item 20 of group 0 waits at the barrier in Samples.cs, line {line + 2}, others of its group at the one in Samples.cs, line {line}. Every item must meet the same barriers in the same order.",
            (device, x) => device.LoadStreamKernel<ArrayView<float>>(Samples.TwoBarriers)(new KernelConfig(1, 32), x), length: 20);
    }

    [Fact]
    public void More_shared_memory_than_there_is_is_reported() => AssertFails(
        "TooMuchSharedMemory: a group asks for more than 48 KB of shared memory, which is all it has.",
        (device, x) => device.LoadStreamKernel<ArrayView<float>>(Samples.TooMuchSharedMemory)(new KernelConfig(1, 32), x));

    [Fact]
    public void A_barrier_without_groups_is_reported() => AssertFails(
        "Group, Grid and SharedMemory are known only inside a kernel that was loaded with LoadStreamKernel and is running.",
        (device, x) => device.LoadAutoGroupedStreamKernel<Index1D, ArrayView<float>>(Samples.BarrierWithoutGroup)(32, x));

    [Fact]
    public void A_struct_with_a_bool_is_refused() => AssertFails(
        "TakesABool: parameter 'box' is a struct with a Boolean, which has no fixed size on a device; use an int. A kernel takes views, numbers and structs of numbers.",
        (device, _) => device.LoadAutoGroupedStreamKernel<Index1D, ArrayView<float>, int, Samples.FlagBox>(Samples.TakesABool));

    [Fact]
    public void A_kernel_that_captures_is_refused()
    {
        var factor = Environment.TickCount;
        var error = Assert.Throws<KernelException>(() => s_device.LoadAutoGroupedStreamKernel<Index1D, ArrayView<float>>((i, x) => x[i] = factor));
        Assert.Contains("a kernel must be a static method; this one belongs to an object or captures variables. Pass them as parameters.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_inside_a_kernel_names_kernel_and_item() => AssertFails(
        "DividesByZero: item 0 failed: Attempted to divide by zero.",
        (device, x) => device.LoadAutoGroupedStreamKernel<Index1D, ArrayView<float>, int>(Samples.DividesByZero)(32, x, 0));

    [Fact]
    public void A_part_must_lie_inside() => AssertFails(
        "TakesTooLongAPart: item 29 takes elements 29 to 32 of 'x', which has 32 elements.",
        (device, x) => device.LoadAutoGroupedStreamKernel<Index1D, ArrayView<float>>(Samples.TakesTooLongAPart)(32, x));

    [Fact]
    public void A_promised_alignment_is_checked() => AssertFails(
        "PromisesTooMuch: item 0 promises that 'x' begins at a multiple of 16 bytes; it begins at byte 4.",
        (device, x) => device.LoadAutoGroupedStreamKernel<Index1D, ArrayView<float>>(Samples.PromisesTooMuch)(32, x));

    [Theory, InlineData(0, 32), InlineData(1, 0), InlineData(1, 2048)]
    public void A_launch_has_groups_and_items(int groups, int items) =>
        Assert.Contains("expected at least 1 of both, and at most 1024 items in a group",
            Assert.Throws<KernelException>(() => s_device.LoadStreamKernel<ArrayView<float>>(Samples.Reverse)(new KernelConfig(groups, items), default)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_launch_over_nothing_is_refused() => AssertFails(
        "Square: a launch over 0 items; expected 1 to 2147483647.", (device, x) => device.LoadAutoGroupedStreamKernel<Index1D, ArrayView<float>>(Samples.Square)(0, x));

    [Fact]
    public void After_a_failure_the_device_goes_on()
    {
        Assert.Throws<KernelException>(() => Run((device, x) => device.LoadStreamKernel<ArrayView<float>>(Samples.SomeLeaveEarly)(new KernelConfig(1, 32), x), new float[20]));
        Items_run_once_each();
        Groups_meet_at_barriers();
    }

    [Fact]
    public void Results_are_the_same_in_every_run()
    {
        float[] values = [.. Enumerable.Range(0, 32).Select(i => 1f / (i + 1))];
        // Without checks a race goes unnoticed, but items still take turns in the order of their numbers.
        var quick = EmulatedGpu.Create();
        var results = Enumerable.Range(0, 3).Select(_ =>
        {
            using var buffer = quick.Allocate1D(values);
            quick.LoadStreamKernel<ArrayView<float>>(Samples.SumWithoutSecondBarrier)(new KernelConfig(1, 32), buffer.View);
            return buffer.GetAsArray1D()[0];
        }).Distinct();
        Assert.Single(results);
    }

    /// <summary>The line so far below the first one with a text.</summary>
    private static int LineOf(string text, int below, [System.Runtime.CompilerServices.CallerFilePath] string here = "") =>
        Array.FindIndex(File.ReadAllLines(Path.Combine(Path.GetDirectoryName(here)!, "Samples.cs")), line => line.Contains(text, StringComparison.Ordinal)) + 1 + below;
}
