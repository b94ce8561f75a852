using DeepLearning.Autograd;
using DeepLearning.Gpu.Checking;
using DeepLearning.Modules;
using DeepLearning.Optimizers;
using DeepLearning.Tensors;

namespace DeepLearning.Gpu.Tests.Models;

/// <summary>Devices, memory, and what is said when they are mixed up.</summary>
public class DeviceTests
{
    [Fact]
    public void The_simulated_device_is_one_and_computes() =>
        Assert.Equal([3, 7], Tensor.FromArray([1, 3], Device.SimulatedGpu()).Affine(2, 1).To(Device.SimulatedGpu()).ToArray());

    [Fact]
    public void Without_a_card_the_message_says_what_was_looked_for()
    {
        Device card;
        try
        {
            card = Device.Gpu();
        }
        catch (NotSupportedException error)
        {
            Assert.Matches(@"NVIDIA's driver: (libcuda\.so\.1|nvcuda\.dll) is (not )?there; for OpenCL: \S+ is (not )?there",
                error.Message);
            Assert.Contains("install its maker's driver", error.Message, StringComparison.Ordinal);
            Assert.Contains("Device.SimulatedGpu()", error.Message, StringComparison.Ordinal);
            return;
        }
        Assert.Equal([3, 7], Tensor.FromArray([1, 3], card).Affine(2, 1).ToArray());
    }

    [Fact]
    public void Two_devices_of_a_kind_do_not_mix_either()
    {
        var (one, other) = (Tensor.Ones([2, 2], Devices.Of("one")), Tensor.Ones([2, 2], Devices.Of("other")));
        Assert.Contains("different devices (one and other)", Assert.Throws<ArgumentException>(() => one + other)
            .Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tensors_of_two_devices_do_not_mix()
    {
        var (here, there) = (Tensor.Ones([2, 2]), Tensor.Ones([2, 2], Devices.Checked));
        Assert.Contains("different devices (cpu and checked gpu)", Assert.Throws<ArgumentException>(() => here + there)
            .Message, StringComparison.Ordinal);
        Assert.Contains("different devices", Assert.Throws<ArgumentException>(() => there.MatMul(here)).Message, StringComparison.Ordinal);
        // Layers call primitives themselves.
        var images = Tensor.Ones([1, 1, 4, 4], Devices.Checked);
        var error = Assert.Throws<ArgumentException>(() => new Conv2d(1, 1, 3).Call(images));
        Assert.Equal("A tensor of shape [1, 1, 3, 3] lives on cpu, but the operation runs on another device. Move one of them with " +
            "To(device).", error.Message);
        error = Assert.Throws<ArgumentException>(() => Device.Cpu.Backend.Softmax(there, here));
        Assert.Contains("lives on checked gpu", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_released_tensor_says_so()
    {
        Tensor tensor;
        using (new TensorScope()) tensor = Tensor.Ones([3], Devices.Checked);
        Assert.Contains("TensorScope", Assert.Throws<ObjectDisposedException>(() => tensor.ToArray()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ten_thousand_steps_of_training_take_no_more_memory_than_ten()
    {
        // What kernels compute has no part in this, so none runs.
        var backend = new GpuBackend(Simulator.Accelerator, GpuTuning.Simulator, new NoKernels());
        var before = Device.Default;
        Device.Default = new Device("other", backend);
        try
        {
            var model = new Sequential(new Linear(4, 6), new Tanh(), new Linear(6, 2));
            var (x, y, optimizer) = (OnBoth.Draw([8, 4]), OnBoth.Draw([8, 2]), new Adam());
            var parameters = model.Parameters().ToArray();
            var early = (Made: 0, Bytes: 0L, Lent: 0);
            for (var step = 1; step <= 10_000; step++)
            {
                using (new TensorScope())
                {
                    model.ZeroGrad();
                    new MSELoss().Call(model.Call(x), y).Backward();
                    optimizer.Step(parameters);
                }
                if (step == 10) early = (backend.Pool.Made, backend.Pool.Bytes, backend.Pool.Lent);
            }
            Assert.True(early.Made > 0);
            Assert.Equal(early, (backend.Pool.Made, backend.Pool.Bytes, backend.Pool.Lent));
        }
        finally
        {
            Device.Default = before;
        }
    }

    [Fact]
    public void Memory_of_collected_tensors_comes_back()
    {
        var backend = Devices.BackendOf();
        var device = new Device("other", backend);
        Forget(device);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.Equal(0, backend.Pool.Lent);
        Forget(device);
        Assert.Equal(1, backend.Pool.Made);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static void Forget(Device device) => _ = Tensor.Ones([100], device).ToArray();
    }

    [Fact]
    public void A_device_that_is_full_collects_first_and_then_says_so()
    {
        var device = new Device("small", new GpuBackend(Simulator.Accelerator, GpuTuning.Simulator, mostBytes: 1 << 20));
        for (var i = 0; i < 20; i++) _ = Tensor.Zeros([100_000 + 20_000 * (i % 3)], device);
        var held = Tensor.Zeros([100_000], device);
        var error = Assert.Throws<InsufficientMemoryException>(() => Tensor.Zeros([300_000], device));
        Assert.Contains("no room for 327680 more numbers (1.3 MB): of its 1 MB, tensors here hold 0.4 MB. Use smaller batches",
            error.Message, StringComparison.Ordinal);
        GC.KeepAlive(held);
    }

    [Theory, InlineData(1, 64), InlineData(64, 64), InlineData(65, 128), InlineData(1000, 1024), InlineData(1025, 1152),
        InlineData(100_000, 106_496)]
    public void Lengths_are_rounded_up_by_an_eighth_at_most(int length, int expected) =>
        Assert.Equal(expected, MemoryPool<float>.Round(length));
}
