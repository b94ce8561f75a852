using DeepLearning.Gpu.Checking;
using DeepLearning.Tensors;

namespace DeepLearning.Gpu.Tests.Primitives;

/// <summary>Every primitive computes what it computes on the processor, in the forms for a card and in those for the simulator, and the checker finds nothing wrong with a kernel.</summary>
public class PrimitiveTests
{
    // Rows are reduced by groups of 8: the tree has the same steps as with 256, and an eighth of a second is saved for each row.
    private static readonly Device Card = Checked("card", new GpuTuning(8, UsesTiles: true));
    private static readonly Device Quick = Checked("quick", GpuTuning.Simulator);
    private static readonly Primitive[] Calls = [.. ElementPrimitives.All(), .. LayerPrimitives.All()];

    public static TheoryData<string> Methods => [.. Calls.Select(call => call.Method).Distinct()];

    private static Device Checked(string name, GpuTuning tuning) => new(name, new GpuBackend(Simulator.Accelerator, tuning, new KernelChecker(Simulator.Accelerator)));

    [Theory, MemberData(nameof(Methods))]
    public void As_on_a_card(string method)
    {
        foreach (var call in Calls.Where(call => call.Method == method)) call.AssertSameOn(Card, seed: 3);
    }

    [Theory, MemberData(nameof(Methods))]
    public void One_item_at_a_time(string method)
    {
        foreach (var call in Calls.Where(call => call.Method == method)) call.AssertSameOn(Quick, seed: 4);
    }

    [Fact]
    public void No_primitive_is_forgotten() =>
        Assert.Equal(typeof(Backend).GetMethods().Where(method => method.IsAbstract).Select(method => method.Name).Distinct().Order(), Methods.Select(row => row.Data).Order());

    [Fact]
    public void Dropout_masks_are_the_same_on_every_device()
    {
        var (here, there) = (Tensor.Zeros([1000]), Tensor.Zeros([1000], Quick));
        Device.Cpu.Backend.DropoutMask(12345, 0.6f, here);
        Quick.Backend.DropoutMask(12345, 0.6f, there);
        Assert.Equal(here.ToArray(), there.ToArray());
    }
}
