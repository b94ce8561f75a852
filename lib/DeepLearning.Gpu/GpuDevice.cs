using System.Runtime.InteropServices;
using DeepLearning.Gpu.Checking;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace DeepLearning.Gpu;

/// <summary>Opens the devices that <c>Device.Gpu()</c> and <c>Device.SimulatedGpu()</c> return.</summary>
public static class GpuDevice
{
    /// <summary>Set to <c>any</c>, it lets OpenCL's processors count as cards, to test the kernels' real code without one.</summary>
    public const string Variable = "DL_GPU";

    /// <summary>The card with the most memory of those that CUDA knows; where there is none, of those that OpenCL knows.</summary>
    /// <exception cref="NotSupportedException">There is no card that ILGPU can use; the message says what was looked for.</exception>
    public static Tensors.Device Open()
    {
        var context = CreateContext();
        var card = BestOf(context);
        if (card is null)
        {
            context.Dispose();
            throw new NotSupportedException(Missing());
        }
        return new Tensors.Device($"gpu ({card.Name})", new GpuBackend(card.CreateAccelerator(context),
            GpuTuning.Card with { WaitsForUploads = card.AcceleratorType != AcceleratorType.Cuda }));
    }

    /// <summary>ILGPU's simulator, which runs the kernels on the processor with a thread for each work item.</summary>
    public static Tensors.Device OpenSimulator() => new("simulated gpu", new GpuBackend(Simulator.Accelerator, GpuTuning.Simulator));

    /// <summary>A context of ILGPU that knows all devices of this machine, with the processor as one of them.</summary>
    public static Context CreateContext() => Contexts.Create(builder => builder.Cuda().OpenCL().DefaultCPU());

    /// <summary>The best card of a context; null where there is none.</summary>
    public static ILGPU.Runtime.Device? BestOf(Context context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var allows = Environment.GetEnvironmentVariable(Variable) == "any";
        return context.Devices.Where(device => device is CudaDevice or CLDevice
            && (allows || device is not CLDevice { DeviceType: not CLDeviceType.CL_DEVICE_TYPE_GPU }))
            .OrderByDescending(device => device.AcceleratorType == AcceleratorType.Cuda).ThenByDescending(device => device.MemorySize)
                .FirstOrDefault();
    }

    private static string Missing()
    {
        var (cuda, openCL) = OperatingSystem.IsWindows() ? ("nvcuda.dll", "OpenCL.dll") : ("libcuda.so.1", "libOpenCL.so.1");
        return $"There is no graphics card that can be used here. Looked for NVIDIA's driver: {cuda} {Found(cuda)}; for OpenCL: {openCL} {Found(openCL)}, and no card behind it"
            + (OperatingSystem.IsMacOS() ? " (macOS offers neither any more)" : "")
            + ". With a card in the machine, install its maker's driver and start again. Device.Cpu is fast; Device.SimulatedGpu() " +
                "runs the kernels of the card on the processor, slowly, to study them.";

        static string Found(string library)
        {
            if (!NativeLibrary.TryLoad(library, out var handle)) return "is not there";
            NativeLibrary.Free(handle);
            return "is there";
        }
    }
}
