using DeepLearning.Autograd;
using DeepLearning.Gpu.Tests.Models;
using DeepLearning.Modules;
using DeepLearning.Optimizers;
using DeepLearning.Tensors;
using ILGPU;
using ILGPU.Runtime.CPU;

namespace DeepLearning.Gpu.Tests.Primitives;

/// <summary>What ILGPU makes of the kernels computes what the processor computes: on its simulator, and on a card if there is
/// one.</summary>
public class IlgpuTests
{
    private static readonly Primitive[] Calls = [.. ElementPrimitives.All(), .. LayerPrimitives.All()];

    [Fact]
    public void Every_primitive_on_the_simulator()
    {
        // The simulator takes a thread for each work item, so only the smallest call of each.
        foreach (var method in Calls.GroupBy(call => call.Method)) method.MinBy(call =>
            call.Shapes.Sum(shape => shape.Size))!.AssertSameOn(Device.SimulatedGpu(), seed: 5);
    }

    [Fact]
    public void Tiles_and_trees_on_a_simulator_with_large_groups()
    {
        using var context = Context.Create(builder =>
            builder.CPU(new CPUDevice(numThreadsPerWarp: 32, numWarpsPerMultiprocessor: 8, numMultiprocessors: 1)));
        using var accelerator = context.GetCPUDevice(0).CreateCPUAccelerator(context);
        var device = new Device("large groups", new GpuBackend(accelerator, new GpuTuning(64, UsesTiles: true)));
        foreach (var method in Calls.Where(call =>
            call.Method is "MatMul" or "Convolve" or "ConvolveInputGrad" or "ConvolveFilterGrad" or "Softmax" or "Reduce"
                or "ChannelStatistics").GroupBy(call => call.Method))
            method.MinBy(call => Math.Abs(call.Shapes.Sum(shape => shape.Size) - 300))!.AssertSameOn(device, seed: 6);
    }

    [Theory, MemberData(nameof(Networks))]
    public void A_network_trains_on_the_simulator(string name) => TrainOn(Device.SimulatedGpu(), name);

    [Fact]
    public void Every_primitive_on_the_card()
    {
        var card = CardOrSkip();
        foreach (var call in Calls) call.AssertSameOn(card, seed: 7);
    }

    [Theory, MemberData(nameof(Networks))]
    public void A_network_trains_on_the_card(string name) => TrainOn(CardOrSkip(), name);

    public static TheoryData<string> Networks => [.. s_networks.Keys];

    private static readonly Dictionary<string, (Func<Module> Make, Shape Input)> s_networks = new()
    {
        ["dense"] = (() => new Sequential(new Linear(3, 5), new Tanh(), new Linear(5, 2)), [4, 3]),
        ["convolutional"] = (() => new Sequential(new Conv2d(1, 2, 3, padding: 1, bias: false), new BatchNorm2d(2), new ReLU(),
            new MaxPool2d(2), new Flatten(), new Linear(8, 2)), [2, 1, 4, 4]),
        ["recurrent"] = (() => new Sequential(new Lstm(2, 3), new Linear(3, 2)), [2, 3, 2]),
    };

    private static void TrainOn(Device device, string name) => OnBoth.AssertSame(() =>
    {
        var (make, shape) = s_networks[name];
        var (model, input, optimizer) = (make(), OnBoth.Draw(shape), new Adam(0.01f));
        for (var step = 0; step < 2; step++)
        {
            model.ZeroGrad();
            model.Call(input).Square().Sum().Backward();
            optimizer.Step([.. model.Parameters()]);
        }
        return model.NamedParameters().Select(parameter => (parameter.Name, parameter.Value));
    }, device);

    // DL_GPU=any lets a processor with OpenCL count as a card.
    private static Device CardOrSkip()
    {
        try
        {
            return Device.Gpu();
        }
        catch (NotSupportedException error)
        {
            Assert.Skip(error.Message);
            throw;
        }
    }
}
