using System.Diagnostics;
using DeepLearning.Gpu.Tests.Primitives;
using DeepLearning.Tensors;
using Xunit.Sdk;

namespace Gpu.Ilgpu;

/// <summary>Runs every primitive on the device and on the processor, with the same numbers: the calls of the tests, which run them on the emulation.</summary>
internal static class Parity
{
    /// <summary>Prints a line for each primitive and returns how many differ.</summary>
    public static int Run(Device device, bool isVerbose)
    {
        var failed = 0;
        var primitives = ElementPrimitives.All().Concat(LayerPrimitives.All()).GroupBy(call => call.Method).ToList();
        foreach (var primitive in primitives)
        {
            var start = Stopwatch.GetTimestamp();
            try
            {
                foreach (var call in primitive) call.AssertSameOn(device, seed: 5);
                if (isVerbose) Console.WriteLine($"ok      {primitive.Key,-24} {primitive.Count(),3} calls {Stopwatch.GetElapsedTime(start).TotalSeconds,7:F2} s");
            }
            catch (Exception error) when (error is XunitException or InvalidOperationException or NotSupportedException)
            {
                failed++;
                Console.WriteLine($"FAILED  {primitive.Key}: {error.Message}");
            }
        }
        Console.WriteLine($"{device.Name} against the processor: {primitives.Count - failed} primitives ({primitives.Sum(primitive => primitive.Count())} calls) agree, {failed} don't");
        return failed;
    }
}
