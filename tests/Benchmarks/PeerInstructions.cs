using System.Text.RegularExpressions;

namespace Benchmarks;

/// <summary>Which instructions a peer computes with, by what its libraries say of themselves, and what holds it back.</summary>
internal static partial class PeerInstructions
{
    /// <summary>Variables by which somebody may have chosen other kernels for a peer than it would choose itself.</summary>
    private static readonly string[] s_limits =
        ["OPENBLAS_CORETYPE", "ATEN_CPU_CAPABILITY", "MKL_ENABLE_INSTRUCTIONS", "MKL_CBWR", "ONEDNN_MAX_CPU_ISA", "DNNL_MAX_CPU_ISA", "DNNL_DEFAULT_FPMATH_MODE", "GLIBC_TUNABLES"];

    /// <summary>A line for each part that says anything.</summary>
    public static List<string> Of(PeerCommand command)
    {
        using var peer = new Peer(command, 1, "cpu", verbose: true);
        peer.Exercise();
        var lines = new List<string>();
        if (peer.Vectors is { } vectors) lines.Add($"its own kernels: {vectors}");
        if (peer.Products is { } products) lines.Add($"products: {products}");
        if (First(MklRemark(), peer) is { } mkl) lines.Add($"products: MKL {mkl.Groups["version"].Value}, for \"{mkl.Groups["processors"].Value}\"");
        if (First(DnnlRemark(), peer) is { } dnnl) lines.Add($"convolutions: oneDNN, {dnnl.Groups["set"].Value}");
        return lines;
    }

    /// <summary>Variables that are set, such as <c>OPENBLAS_CORETYPE=Haswell</c>.</summary>
    public static List<string> HeldBackBy() =>
        [.. s_limits.Where(name => Environment.GetEnvironmentVariable(name) is { Length: > 0 }).Select(name => $"{name}={Environment.GetEnvironmentVariable(name)}")];

    private static Match? First(Regex pattern, Peer peer) => peer.Remarks.Select(line => pattern.Match(line)).FirstOrDefault(match => match.Success);

    [GeneratedRegex(@"^MKL_VERBOSE \S*MKL (?<version>.*?) Product.*architecture (?<processors>.*?) enabled|^MKL_VERBOSE \S*MKL (?<version>.*?) Product.*architecture (?<processors>.*?), \w\w\w ")]
    private static partial Regex MklRemark();

    [GeneratedRegex(@"^(onednn|dnnl)_verbose,.*info,cpu,isa:(?<set>.*)$")]
    private static partial Regex DnnlRemark();
}
