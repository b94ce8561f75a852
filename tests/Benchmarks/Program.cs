using System.Globalization;
using Benchmarks.Gpu;
using DeepLearning.Random;
using DeepLearning.Tensors;
using DeepLearning.Tensors.Cpu;

namespace Benchmarks;

/// <summary>Measures, compares, reports.</summary>
internal static class Program
{
    private static readonly int[] s_steps = [0, 1, 10, 100];

    private static int Main(string[] arguments)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        if (arguments is [Neighbour.Argument, var cores])
        {
            Neighbour.Spin(int.Parse(cores, CultureInfo.InvariantCulture));
            return 0;
        }
        try
        {
            var options = Options.Parse(arguments, [.. Workloads.All.Keys, .. Neighbour.Rows]);
            if (options.Help)
            {
                Console.WriteLine(Options.Usage);
                return 0;
            }
            // Read when the library is first used, which is below.
            if (options.Simd is not null) Environment.SetEnvironmentVariable("DL_SIMD", options.Simd);
            return Run(options);
        }
        catch (ArgumentException error)
        {
            Console.Error.WriteLine($"{error.Message} --help lists the options.");
            return 2;
        }
        catch (Exception error) when (error is NotSupportedException or PeerException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(error.Message);
            return 1;
        }
    }

    private static int Run(Options options)
    {
        if (options.Device != "cpu") Device.Default = options.Device == "gpu" ? Device.Gpu() : Device.SimulatedGpu();
        if (options.Threads.Count == 0) options = options with { Threads = [Parallelism.Threads] };
        var onProcessor = Device.Default == Device.Cpu;
        var width = Machine.WidthInUse();

        using var json = new JsonLines(options.Json);
        var place = options.Device == "gpu" ? "gpu" : "cpu";
        var command = options.Peer is null ? null : PeerFinder.Find(options.Peer, place);
        var peak = onProcessor ? Roofline.Measure(width, 0.3) : Card.Peak;
        var instructions = command is null || !onProcessor ? [] : PeerInstructions.Of(command);
        using (var peer = command is null ? null : new Peer(command, 1, place))
        {
            Report.Machine(width, peak, peer, instructions);
            json.Run(options, width, peak, peer, instructions);
            if (options.Losses)
            {
                CompareLosses(options, peer, json);
                return 0;
            }
        }

        if (options.Device == "gpu")
        {
            Card.Describe();
            if (Card.Compare() is > 0 and var differ)
                throw new NotSupportedException($"{differ} primitives compute something else than on the processor: nothing is timed.");
            foreach (var (name, value, unit) in Card.Figures())
            {
                Console.WriteLine($"{value,10:0.###} {unit,-4}  {name}");
                json.Figure(name, value, unit);
            }
        }
        var names = options.Names.Where(Workloads.All.ContainsKey).ToArray();
        foreach (var threads in names.Length == 0 ? [] : options.Threads)
        {
            Parallelism.Threads = threads;
            using var peer = command is null ? null : new Peer(command, threads, place);
            Compare(options, names, threads, onProcessor ? peak * threads : peak, peer, json);
        }
        MeasureNeighbours(options, json);
        if (onProcessor && peak is { } before)
        {
            var after = Roofline.Measure(width, 0.3);
            Report.Peak(before, after);
            json.Peak(after);
        }
        return 0;
    }

    // Idle threads of OpenMP spin for up to 200 ms before they sleep, on cores that the other side needs.
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(250);

    private static void Compare(Options options, string[] names, int threads, double? peak, Peer? peer, JsonLines json)
    {
        Report.Header(threads, peer, options);
        var rows = new List<Row>();
        foreach (var name in names)
        {
            var ours = new Timings(Workloads.Make(name).Step);
            var warm = Math.Min(1, options.Seconds / 2);
            ours.Warm(warm);
            peer?.Prepare(name, warm);
            // In turns, so that what else the machine does meets both alike.
            for (var round = 0; round < options.Rounds; round++)
            {
                ours.Round(options.Seconds / options.Rounds);
                if (peer is null) continue;
                Thread.Sleep(Silence);
                peer.Round(options.Seconds / options.Rounds);
                Thread.Sleep(Silence);
            }
            var workload = Workloads.All[name];
            var row = new Row(name, workload.Kind, workload.Operations, peak, ours.Figures, peer?.Report(), ours.BytesPerStep, ours.Others);
            rows.Add(row);
            Report.Line(row);
            json.Row(threads, row, ours.Rounds, peer);
        }
        if (Row.Mean(rows, row => row.MedianRatio) is not { } medians || Row.Mean(rows, row => row.MinRatio) is not { } minima) return;
        var trainings = rows.Where(row => row.Kind == Kind.Training).ToArray();
        var disturbed = trainings.Count(row => row.Disturbed);
        Report.Mean(trainings.Length, disturbed, medians, minima);
        json.Mean(threads, trainings.Length, disturbed, medians, minima);
    }

    private static void MeasureNeighbours(Options options, JsonLines json)
    {
        var names = options.Names.Where(Neighbour.Rows.Contains).ToArray();
        if (names.Length == 0) return;
        var threads = Math.Max(2, options.Threads.Max());
        Report.NeighbourHeader(threads, options);
        using var neighbour = new Neighbour(threads);
        foreach (var name in names)
        {
            var running = Workloads.Make(name[Neighbour.Prefix.Length..]);
            var (one, several) = (new Timings(running.Step), new Timings(running.Step));
            Parallelism.Threads = threads;
            several.Warm(options.Seconds / 2);
            for (var round = 0; round < options.Rounds; round++)
            {
                Parallelism.Threads = 1;
                one.Round(options.Seconds / options.Rounds);
                Parallelism.Threads = threads;
                several.Round(options.Seconds / options.Rounds);
            }
            Report.NeighbourLine(name, one.Figures, several.Figures);
            json.Neighbour(name, threads, neighbour.Cores, one.Figures, several.Figures);
        }
    }

    private static void CompareLosses(Options options, Peer? peer, JsonLines json)
    {
        Console.WriteLine();
        Console.WriteLine($"{"loss after steps",-20} {"",-5}{string.Concat(s_steps.Select(step => $"{step,10}"))}{"parameters",12}");
        foreach (var name in options.Names.Where(Workloads.All.ContainsKey))
        {
            if (Workloads.All[name].Kind == Kind.Product) continue;
            var running = Workloads.Make(name);
            Redraw(running.Parameters);
            var (losses, done) = (new List<double>(), 0);
            foreach (var step in s_steps)
            {
                for (; done < step; done++) running.Step();
                losses.Add(running.Loss!());
            }
            var parameters = running.Parameters.Sum(parameter => (long)parameter.Size);
            Print(name, "ours", losses, parameters);
            var theirs = peer?.Losses(name, s_steps);
            if (theirs is { } other) Print("", "peer", other.Losses, other.Parameters);
            json.Losses(name, s_steps, parameters, losses, theirs);
        }

        // From the same distribution on both sides: the initial values that each would choose are not alike.
        static void Redraw(Tensor[] parameters)
        {
            var random = new RandomState(1);
            foreach (var parameter in parameters.Where(parameter => parameter.Rank > 1))
            {
                var values = new float[parameter.Size];
                for (var i = 0; i < values.Length; i++) values[i] = (float)random.Uniform(-0.05, 0.05);
                parameter.Backend.Upload(values, parameter);
            }
        }

        static void Print(string name, string side, IEnumerable<double> losses, long parameters) =>
            Console.WriteLine($"{name,-20} {side,-5}{string.Concat(losses.Select(loss => $"{loss,10:F4}"))}{parameters,12}");
    }
}
