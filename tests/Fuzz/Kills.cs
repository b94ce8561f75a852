using System.Diagnostics;
using DeepLearning.Serialization;
using DeepLearning.Tensors;

namespace Fuzz;

/// <summary>Kills processes that save a file again and again: what is left must be a whole file, an old or a new one.</summary>
internal static class Kills
{
    private const int Numbers = 200_000;

    /// <summary>Saves files of which all numbers are the same, until it is killed.</summary>
    public static int SaveForever(string path)
    {
        for (var i = 1; ; i++)
        {
            SafeTensors.Save(path, [("a", Tensor.Full([Numbers], i)), ("b", Tensor.Full([Numbers / 2], i))], new Dictionary<string,
                string>
            { ["round"] = $"{i}" });
            if (i == 1) Console.WriteLine("saving");
        }
    }

    public static bool Survive(int kills, Random random, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("kills").FullName;
        var (path, last, advanced, leftovers) = (Path.Combine(folder, "x.safetensors"), 0f, 0, 0);
        try
        {
            for (var kill = 0; kill < kills; kill++)
            {
                KillWhileSaving(path, random.Next(200));
                var file = SafeTensors.Load(path);
                float[] values = [.. file["a"].ToArray(), .. file["b"].ToArray()];
                if (values.Length != Numbers * 3 / 2 || values.Any(value => value != values[0]) || file.Metadata["round"] != $"{values[0]}")
                {
                    output.WriteLine($"FAILED: after kill {kill + 1} the file is neither an old nor a new one");
                    return false;
                }
                if (values[0] != last) advanced++;
                last = values[0];
                leftovers += Directory.GetFiles(folder, ".*.tmp").Length;
                foreach (var temporary in Directory.GetFiles(folder, ".*.tmp")) File.Delete(temporary);
            }
            output.WriteLine($"{"kills",-12} {kills,8} processes killed while saving, {leftovers} of them in the middle of a file; the " +
                "file was whole every time");
            return advanced > 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void KillWhileSaving(string path, int milliseconds)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(Kills).Assembly.Location);
        start.ArgumentList.Add("save-forever");
        start.ArgumentList.Add(path);
        using var child = Process.Start(start)!;
        child.StandardOutput.ReadLine();
        Thread.Sleep(milliseconds);
        child.Kill();
        child.WaitForExit();
    }
}
