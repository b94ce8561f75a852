using System.Globalization;
using Benchmarks;
using DeepLearning.Tensors;
using DeepLearning.Tensors.Cpu;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var workloads = Workloads.All;
Options options;
try
{
    options = Options.Parse(args, workloads.Keys, Parallelism.Threads);
}
catch (ArgumentException error)
{
    Console.Error.WriteLine(error.Message);
    Console.Error.WriteLine(Options.Usage);
    return 2;
}
Parallelism.Threads = options.Threads;
try
{
    if (options.Device != "cpu") Device.Default = options.Device == "gpu" ? Device.Gpu() : Device.EmulatedGpu();
}
catch (NotSupportedException error)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}
using var peer = options.Peer ? new Peer(options.Threads, options.Device == "gpu" ? "gpu" : "cpu") : null;
if (!options.Json) Report.Header(options, peer);
var gigaflops = new Dictionary<string, double>();
foreach (var name in options.Names)
{
    var ours = new Timings(Workloads.Waiting(workloads[name]()));
    var warm = Math.Min(1, options.Seconds);
    ours.Warm(warm);
    peer?.Prepare(name, warm);
    // In turns, so that what else the machine does meets both alike.
    for (var left = options.Seconds; left > 1e-3; left -= 0.25)
    {
        ours.Measure(Math.Min(left, 0.25));
        peer?.Measure(Math.Min(left, 0.25));
    }
    Report.Line(options, name, ours, peer);
    if (name.StartsWith("gemm-", StringComparison.Ordinal)) gigaflops[name] = 2 * Math.Pow(double.Parse(name[5..], CultureInfo.InvariantCulture), 3) / ours.Min / 1e6;
}
if (gigaflops.Count > 0 && options.Device == "cpu") Report.Roofline(options, Roofline.Measure(options.Threads), gigaflops);
else if (gigaflops.Count > 0) Report.Rates(options, gigaflops);
return 0;
