using System.Runtime.InteropServices;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace DeepLearning.Gpu;

/// <summary>Opens the best graphics card of this machine; <c>Device.Gpu()</c> calls it.</summary>
public static class GpuDevice
{
    static GpuDevice() =>
        // Without the development files of OpenCL its library has a version number in its name, which ILGPU does not try.
        NativeLibrary.SetDllImportResolver(typeof(Context).Assembly, static (name, assembly, path) =>
            name.Contains("OpenCL", StringComparison.Ordinal) && OperatingSystem.IsLinux()
            && !NativeLibrary.TryLoad(name, assembly, path, out _) && NativeLibrary.TryLoad("libOpenCL.so.1", out var library) ? library : 0);

    /// <summary>The card with the most memory of those that CUDA knows; where there is none, of those that OpenCL knows.</summary>
    /// <exception cref="NotSupportedException">There is no card that ILGPU can use.</exception>
    public static Tensors.Device Open()
    {
        var context = Context.Create(builder => builder.Cuda().OpenCL());
        var card = context.Devices.Where(device => device is CudaDevice or CLDevice { DeviceType: CLDeviceType.CL_DEVICE_TYPE_GPU })
            .OrderByDescending(device => device.AcceleratorType == AcceleratorType.Cuda).ThenByDescending(device => device.MemorySize).FirstOrDefault();
        if (card is null)
        {
            context.Dispose();
            throw new NotSupportedException("There is no graphics card that CUDA or OpenCL can use on this machine, or its driver is not installed. "
                + "Device.Cpu is fast; Device.EmulatedGpu() runs the kernels of the card on the processor, slowly, to study them.");
        }
        return new Tensors.Device($"gpu ({card.Name})", new GpuBackend(card.CreateAccelerator(context), GpuTuning.Card with { WaitsForUploads = card.AcceleratorType != AcceleratorType.Cuda }));
    }
}
