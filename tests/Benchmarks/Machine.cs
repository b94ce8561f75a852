using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text;
using DeepLearning.Tensors.Cpu.Simd;

namespace Benchmarks;

/// <summary>What the figures were measured on.</summary>
internal static class Machine
{
    /// <summary>The vector widths that <c>DL_SIMD</c> knows, widest first.</summary>
    public static string[] Widths { get; } = [.. Enum.GetValues<SimdLevel>().OrderDescending().Select(SimdLevels.Name)];

    /// <summary>The width that the library computes with in this process.</summary>
    public static string WidthInUse() => SimdLevels.Name(SimdLevels.FromEnvironment());

    /// <summary>The widest that the processor has, whatever .NET thinks of its speed.</summary>
    public static string WidestOfProcessor() => SimdLevels.Name(SimdLevels.Supported[0]);

    /// <summary>Floats in a vector of that width.</summary>
    public static int Lanes(string width) => width switch { "avx512" => 16, "avx2" => 8, "vector128" => 4, _ => 1 };

    /// <summary>The processor's own name.</summary>
    public static string Processor { get; } = Name();

    public static string System => $"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}";

    private static string Name()
    {
        if (X86Base.IsSupported)
        {
            // Three leaves hold the brand string, 48 bytes padded with zeros.
            var numbers = new List<int>();
            for (var i = 0; i < 3; i++)
            {
                var (a, b, c, d) = X86Base.CpuId(unchecked((int)0x80000002) + i, 0);
                numbers.AddRange([a, b, c, d]);
            }
            return Encoding.ASCII.GetString(MemoryMarshal.AsBytes<int>(numbers.ToArray())).Trim('\0', ' ');
        }
        const string Information = "/proc/cpuinfo";
        var lines = File.Exists(Information) ? File.ReadLines(Information) : [];
        var name = lines.FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal));
        return name?.Split(':', 2)[^1].Trim() ?? $"a processor of type {RuntimeInformation.ProcessArchitecture}";
    }
}
