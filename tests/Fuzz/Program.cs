// Hostile inputs for every reader, for a bounded time: dotnet run -c Release --project tests/Fuzz -- [--seconds N] [--seed N] [--target
// NAME] [--case N] [--kills N]
using System.Globalization;
using Fuzz;

if (args is ["save-forever", var path]) return Kills.SaveForever(path);

int Option(string name, int otherwise) => Array.IndexOf(args, name) is >= 0 and var i
    && i + 1 < args.Length ? int.Parse(args[i + 1], CultureInfo.InvariantCulture) : otherwise;

var seed = Option("--seed", Environment.TickCount & 0xffffff);
var (seconds, single, kills) = (Option("--seconds", 75), Option("--case", -1), Option("--kills", 20));
var wanted = Array.IndexOf(args, "--target") is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
var targets = Targets.All().Where(target => wanted is null || target.Name == wanted).ToList();
Console.WriteLine($"seed {seed}; repeat one input with --target NAME --seed {seed} --case NUMBER");

var fuzzer = new Fuzzer(seed, Console.Out);
fuzzer.Watch();
var failures = targets.Count == 0 ? 1 : 0;
foreach (var target in targets)
    failures += single < 0 ? fuzzer.Run(target, TimeSpan.FromSeconds((double)seconds / targets.Count))
        : fuzzer.Run(target, TimeSpan.FromMinutes(1), single, most: 1);
if (wanted is null && !Kills.Survive(kills, new Random(seed), Console.Out)) failures++;
Console.WriteLine(failures == 0 ? $"{targets.Count} readers held" : $"FAILED: {failures} failures with seed {seed}");
return failures == 0 ? 0 : 1;
