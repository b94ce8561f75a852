using System.Diagnostics;
using DeepLearning.Gpu;
using DeepLearning.Gpu.Tests.Primitives;
using DeepLearning.Tensors;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;
using Xunit.Sdk;
using Device = DeepLearning.Tensors.Device;

namespace Benchmarks.Gpu;

/// <summary>What only a graphics card has: single-precision peak, launches, transfers; and whether it computes what the processor computes.</summary>
internal static class Card
{
    private const int Images = 512, Batches = 117;

    private static Accelerator Accelerator => ((GpuBackend)Device.Default.Backend).Accelerator;

    /// <summary>What the card could do at most, in 10⁹ operations a second: multiprocessors times lanes times two times the clock. Null where the driver tells less.</summary>
    public static double? Peak => Accelerator is CudaAccelerator card && Lanes(card.Architecture) is { } lanes
        ? 2.0 * card.NumMultiprocessors * lanes * card.ClockRate / 1e6 : null;

    public static void Describe() => Console.WriteLine(
        $"card     {Accelerator.Name}, {Accelerator.NumMultiprocessors} multiprocessors, {Accelerator.MemorySize / 1e9:F1} GB"
        + (Accelerator is CudaAccelerator card ? $", {card.Architecture}" : "")
        + (Peak is { } peak ? $"; at most {peak:N0} GFLOP/s in single precision without tensor cores" : ""));

    /// <summary>Runs every primitive on the card and on the processor, as the tests do.</summary>
    /// <returns>How many differ.</returns>
    public static int Compare()
    {
        var (start, failed) = (Stopwatch.GetTimestamp(), 0);
        var primitives = ElementPrimitives.All().Concat(LayerPrimitives.All()).GroupBy(call => call.Method).ToList();
        foreach (var primitive in primitives)
            try
            {
                foreach (var call in primitive) call.AssertSameOn(Device.Default, seed: 5);
            }
            catch (XunitException difference)
            {
                failed++;
                Console.WriteLine($"DIFFERS  {primitive.Key}: {difference.Message}");
            }
        Console.WriteLine($"parity   {primitives.Count - failed} of {primitives.Count} primitives agree with the processor in "
            + $"{primitives.Sum(primitive => primitive.Count())} calls; {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s with compiling");
        return failed;
    }

    /// <summary>Names and figures with their units.</summary>
    public static IEnumerable<(string Name, double Value, string Unit)> Figures()
    {
        var (one, number) = (Tensor.Zeros([1]), new float[1]);
        var backend = Device.Default.Backend;
        yield return ("a launch, in a row of 1000", 1e3 * Best(() =>
        {
            for (var i = 0; i < 1000; i++) backend.Fill(one, i);
            backend.Download(one, number);
        }), "µs");
        yield return ("a launch that is waited for", 1e6 * Best(() =>
        {
            backend.Fill(one, 1);
            backend.Download(one, number);
        }), "µs");
        var values = new float[64 << 20];
        var there = Tensor.Zeros([values.Length]);
        var gigabytes = sizeof(float) * (double)values.Length / 1e9;
        yield return ("to the card, 256 MB", gigabytes / Best(() =>
        {
            backend.Upload(values, there);
            backend.Download(one, number);
        }), "GB/s");
        yield return ("from the card, 256 MB", gigabytes / Best(() => backend.Download(there, values)), "GB/s");
        yield return ("within the card, read and written", 2 * gigabytes / Best(() =>
        {
            backend.Affine(there, 1, 0, there);
            backend.Download(one, number);
        }), "GB/s");
        yield return ($"chapter 9's network, an epoch: {Batches} batches of {Images} images from the program's memory", Epoch(), "s");
    }

    private static double Epoch()
    {
        var (running, images, one, number) = (Workloads.All["conv-bn"].Make(), new float[Images * 784], Tensor.Zeros([1]), new float[1]);
        var batch = Tensor.Zeros([Images, 1, 28, 28]);
        return Best(() =>
        {
            for (var i = 0; i < Batches; i++)
            {
                batch.Backend.Upload(images, batch);
                running.Step();
            }
            one.Backend.Download(one, number);
        }, times: 2);
    }

    // Seconds of the fastest of some runs, after one that compiles.
    private static double Best(Action run, int times = 5)
    {
        run();
        return Enumerable.Range(0, times).Min(_ =>
        {
            var start = Stopwatch.GetTimestamp();
            run();
            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        });
    }

    // Single-precision lanes of a multiprocessor, by NVIDIA's programming guide.
    private static int? Lanes(CudaArchitecture architecture) => (architecture.Major, architecture.Minor) switch
    {
        (6, 0) or (7, _) or (8, 0) => 64,
        (5 or 6 or 8 or 9 or 10 or 12, _) => 128,
        _ => null,
    };
}
