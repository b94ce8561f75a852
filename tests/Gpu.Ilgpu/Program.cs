using System.Globalization;
using DeepLearning.Gpu;
using DeepLearning.Tensors;
using Gpu.Ilgpu;
using ILGPU;
using ILGPU.Runtime.CPU;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args.Except(["--simulated", "--compile", "--verbose"]).Any())
{
    Console.Error.WriteLine(
        """
        Compiles every kernel for NVIDIA's cards (PTX) and others (OpenCL C), and compares every primitive of the best card with the processor.

        Usage: dotnet run -c Release --project tests/Gpu.Ilgpu -- [--simulated] [--compile] [--verbose]

          --simulated   ILGPU's own simulator in place of a card
          --compile     compile only
          --verbose     a line for each kernel and primitive, not only for those that fail
        """);
    return 2;
}
var isVerbose = args.Contains("--verbose");
var failed = Compilation.Run(isVerbose);
if (args.Contains("--compile")) return failed == 0 ? 0 : 1;
if (args.Contains("--simulated"))
{
    // Four multiprocessors with warps of 32, as on a card, and groups of up to 256 items: each item is a thread of the operating system.
    using var context = Context.Create(builder => builder.CPU(new CPUDevice(numThreadsPerWarp: 32, numWarpsPerMultiprocessor: 8, numMultiprocessors: 4)));
    using var accelerator = context.GetCPUDevice(0).CreateCPUAccelerator(context);
    failed += Parity.Run(new Device("ILGPU's simulator", new GpuBackend(accelerator, GpuTuning.Card)), isVerbose);
}
else
{
    try
    {
        failed += Parity.Run(Device.Gpu(), isVerbose);
    }
    catch (NotSupportedException error)
    {
        Console.WriteLine(error.Message);
        return 77;
    }
}
return failed == 0 ? 0 : 1;
