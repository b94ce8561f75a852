using DeepLearning.Gpu.Tests.Primitives;
using DeepLearning.Modules;
using DeepLearning.Tensors;

namespace DeepLearning.Gpu.Tests.Models;

/// <summary>Runs the same program with the processor and with the card's kernels as default device, and compares what it leaves behind.</summary>
internal static class OnBoth
{
    /// <param name="run">Makes and trains a model; gives names and tensors to compare.</param>
    /// <param name="device">The other device; the kernel checker unless given.</param>
    public static void AssertSame(Func<IEnumerable<(string Name, Tensor Value)>> run, Device? device = null)
    {
        var (here, there) = (Run(Device.Cpu, run), Run(device ?? Devices.Checked, run));
        Assert.NotEmpty(here);
        for (var i = 0; i < here.Length; i++) Close.AssertWhole(here[i].Values, there[i].Values, here[i].Name);
    }

    /// <summary>Random numbers, the same on every device, on the default device.</summary>
    public static Tensor Draw(Shape shape, uint seed = 1) => Tensor.FromArray(new Random.RandomState(seed).Randn(shape.Size), shape);

    private static (string Name, float[] Values)[] Run(Device device, Func<IEnumerable<(string Name, Tensor Value)>> run)
    {
        var before = Device.Default;
        Device.Default = device;
        Module.Seed(3);
        try
        {
            return [.. run().Select(result =>
            {
                Assert.Same(device, result.Value.Device);
                return (result.Name, result.Value.ToArray());
            })];
        }
        finally
        {
            Device.Default = before;
        }
    }
}
