using DeepLearning.Tensors;

namespace Benchmarks;

/// <summary>What is printed.</summary>
internal static class Report
{
    /// <summary>A ratio of at least this much is taken for equal.</summary>
    private const double Noise = 0.97;

    public static void Machine(string width, double? peak, Peer? peer, IReadOnlyList<string> instructions)
    {
        Console.WriteLine($"machine  {Benchmarks.Machine.Processor}, {Environment.ProcessorCount} processors; {Benchmarks.Machine.System}");
        Console.WriteLine(Device.Default != Device.Cpu || peak is null
            ? $"ours     {Device.Default.Name}"
            : $"ours     {Vectors(width)}; one core's multiply-adds in registers: {peak:F0} GFLOP/s{Wider(width)}");
        if (peer is null) return;
        Console.WriteLine($"peer     {peer.Name}");
        foreach (var line in instructions) Console.WriteLine($"         {line}");
        if (Device.Default != Device.Cpu) return;
        var limits = PeerInstructions.HeldBackBy();
        Console.WriteLine(limits.Count == 0
            ? "         no variable of the environment keeps it from choosing its kernels"
            : $"         held back, perhaps: {string.Join(", ", limits)}; without, it would choose for itself");
    }

    public static void Header(int threads, Peer? peer, Options options)
    {
        var where = Device.Default == Device.Cpu ? Threads(threads) : Device.Default.Name;
        var theirs = peer is null || Device.Default != Device.Cpu ? "" : $"; the peer says it has {Threads(peer.Threads)}";
        Console.WriteLine();
        Console.WriteLine($"{where}{theirs}; {options.Seconds:0.##} s a side in {options.Rounds} rounds; times of one step in ms");
        if (peer is not null) Console.WriteLine($"{"",-20}{"ours",21}  {"peer",19}  {"peer / ours",15}");
        Console.Write($"{"",-20} {"median",10}{"min",10}  ");
        if (peer is not null) Console.Write($"{"median",10}{"min",9}  {"medians",8}{"minima",7}");
        Console.WriteLine($"{"GFLOP",10}{"GFLOP/s",9}{"limit",9}{"share",7}{"steps",8}{"bytes/step",12}");
    }

    public static void Line(Row row)
    {
        Console.Write($"{row.Name,-20} {Time(row.Ours.Median),10}{Time(row.Ours.Min),10}  ");
        if (row.Theirs is { } theirs)
            Console.Write($"{Time(theirs.Median),10}{Time(theirs.Min),9}  {Ratio(row.MedianRatio),8}{Ratio(row.MinRatio),7}");
        var (limit, share) = (row.Limit is { } ms ? Time(ms) : "–", row.Share is { } part ? $"{100 * part:F0} %" : "–");
        Console.Write($"{Significant(row.Operations / 1e9),10}{row.Rate,9:F1}{limit,9}{share,7}");
        var disturbed = row.Disturbed ? $"  disturbed: others used {row.Others:F1} processors" : "";
        Console.WriteLine($"{row.Ours.Count,8}{row.BytesPerStep,12}{disturbed}");
    }

    public static void Mean(int count, int disturbed, double medians, double minima) =>
        Console.WriteLine($"geometric mean over {count} training{(count == 1 ? "" : "s")}, peer / ours: " +
            $"medians {Ratio(medians)}, minima {Ratio(minima)}{(disturbed == 0 ? "" : $"; {disturbed} disturbed")}");

    public static void NeighbourHeader(int threads, Options options)
    {
        Console.WriteLine();
        Console.WriteLine($"beside a process that leaves {threads} threads a core too few: one thread of ours against {threads}; " +
            $"{options.Seconds:0.##} s each in {options.Rounds} rounds; ms");
        Console.WriteLine($"{"",-24}{"one thread",18}  {threads + " threads",18}  {"one / " + threads,15}");
        Console.WriteLine($"{"",-24}{"median",9}{"min",9}  {"median",9}{"min",9}  {"medians",8}{"minima",7}");
    }

    public static void NeighbourLine(string name, Figures one, Figures several)
    {
        var ratio = one.Median / several.Median;
        Console.WriteLine($"{name,-24}{Time(one.Median),9}{Time(one.Min),9}  {Time(several.Median),9}{Time(several.Min),9}  " +
            $"{Ratio(ratio),8}{Ratio(one.Min / several.Min),7}{(ratio < Noise ? "  several threads are slower than one" : "")}");
    }

    public static void Peak(double before, double after)
    {
        if (Math.Abs(after / before - 1) > 0.03)
            Console.WriteLine($"note: one core went from {before:F0} to {after:F0} GFLOP/s meanwhile; the limits stand for {before:F0}");
    }

    public static string Threads(int count) => $"{count} thread{(count == 1 ? "" : "s")}";

    private static string Vectors(string width) =>
        Benchmarks.Machine.Lanes(width) is var lanes and > 1 ? $"{width}, {lanes} floats a vector" : width;

    private static string Wider(string width) =>
        Benchmarks.Machine.WidestOfProcessor() is var widest && widest != width ? $"; the processor also has {widest}" : "";

    private static string Ratio(double? ratio) => ratio is { } number ? number.ToString(number < 100 ? "F2" : "F0") : "";

    // Three digits that say something, never an exponent.
    private static string Significant(double number) => number.ToString($"F{Math.Max(0, 2 - (int)Math.Floor(Math.Log10(number)))}");

    // Four digits, whatever the size.
    private static string Time(double milliseconds) => milliseconds switch
    {
        < 1 => milliseconds.ToString("F4"),
        < 10 => milliseconds.ToString("F3"),
        < 100 => milliseconds.ToString("F2"),
        _ => milliseconds.ToString("F1"),
    };
}
