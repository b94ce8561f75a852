using DeepLearning.Gpu.Checking;
using DeepLearning.Gpu.Tests.Models;
using DeepLearning.Modules;
using DeepLearning.Optimizers;
using DeepLearning.Tensors;
using ILGPU;
using ILGPU.Runtime.CPU;

namespace DeepLearning.Gpu.Tests.Primitives;

/// <summary>What ILGPU makes of the kernels computes what the processor computes: on its simulator, and on a card if there is one.</summary>
public class IlgpuTests
{
    private static readonly Primitive[] Calls = [.. ElementPrimitives.All(), .. LayerPrimitives.All()];

    [Fact]
    public void Every_primitive_on_the_simulator()
    {
        // The simulator takes a thread for each work item, so only the smallest call of each.
        foreach (var method in Calls.GroupBy(call => call.Method)) method.MinBy(call => call.Shapes.Sum(shape => shape.Size))!.AssertSameOn(Device.SimulatedGpu(), seed: 5);
    }

    [Fact]
    public void Tiles_and_trees_on_a_simulator_with_large_groups()
    {
        using var context = Context.Create(builder => builder.CPU(new CPUDevice(numThreadsPerWarp: 32, numWarpsPerMultiprocessor: 8, numMultiprocessors: 1)));
        using var accelerator = context.GetCPUDevice(0).CreateCPUAccelerator(context);
        var device = new Device("large groups", new GpuBackend(accelerator, new GpuTuning(64, UsesTiles: true)));
        foreach (var method in Calls.Where(call => call.Method is "MatMul" or "Convolve" or "ConvolveInputGrad" or "ConvolveFilterGrad" or "Softmax" or "Reduce" or "ChannelStatistics").GroupBy(call => call.Method))
            method.MinBy(call => Math.Abs(call.Shapes.Sum(shape => shape.Size) - 300))!.AssertSameOn(device, seed: 6);
    }

    [Fact]
    public void Every_primitive_on_the_card()
    {
        Device card;
        try
        {
            card = Device.Gpu();
        }
        catch (NotSupportedException error)
        {
            Assert.Skip(error.Message);
            return;
        }
        foreach (var call in Calls) call.AssertSameOn(card, seed: 7);
    }
}
