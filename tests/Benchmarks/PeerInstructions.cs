using System.Text.RegularExpressions;

namespace Benchmarks;

/// <summary>Which instructions a peer computes with, by what its libraries say of themselves, and what holds it back.</summary>
internal static partial class PeerInstructions
{
    /// <summary>Variables by which somebody may have chosen other kernels for a peer than it would choose itself.</summary>
    private static readonly string[] s_limits =
    [
        "OPENBLAS_CORETYPE", "ATEN_CPU_CAPABILITY", "MKL_ENABLE_INSTRUCTIONS", "MKL_CBWR", "ONEDNN_MAX_CPU_ISA", "DNNL_MAX_CPU_ISA",
        "GLIBC_TUNABLES",
    ];

    /// <summary>A line for each part that says anything.</summary>
    public static List<string> Of(PeerCommand command)
    {
        using var peer = new Peer(command, 1, "cpu", verbose: true);
        peer.Exercise();
        var lines = new List<string>();
        if (peer.Vectors is { } vectors) lines.Add($"its own kernels: {vectors}");
        if (peer.Products is { } products) lines.Add($"products: {products}");
        if (First(MklRemark(), peer) is { } mkl) lines.Add($"products: MKL {mkl.Groups["version"]}, for \"{mkl.Groups["processors"]}\"");
        if (First(DnnlRemark(), peer) is { } dnnl) lines.Add($"convolutions: oneDNN, {dnnl.Groups["set"]}");
        return lines;
    }

    /// <summary>Variables that are set, such as <c>OPENBLAS_CORETYPE=Haswell</c>.</summary>
    public static List<string> HeldBackBy() =>
    [
        .. from name in s_limits
           let value = Environment.GetEnvironmentVariable(name)
           where value is { Length: > 0 }
           select $"{name}={value}",
    ];

    private static Match? First(Regex pattern, Peer peer) =>
        peer.Remarks.Select(line => pattern.Match(line)).FirstOrDefault(match => match.Success);

    [GeneratedRegex(@"^MKL_VERBOSE \S*MKL (?<version>.*?) Product.* 64 architecture (?<processors>.*?), \w{3} ")]
    private static partial Regex MklRemark();

    [GeneratedRegex(@"^(onednn|dnnl)_verbose,.*info,cpu,isa:(?<set>.*)$")]
    private static partial Regex DnnlRemark();
}
