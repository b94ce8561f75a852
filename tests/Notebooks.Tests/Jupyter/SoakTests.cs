using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Notebooks.Jupyter.Messaging;

namespace Notebooks.Tests.Jupyter;

/// <summary>Long lives: nothing is lost, and nothing piles up.</summary>
[Collection(SoakCollection.Name)]
public class SoakTests(ITestOutputHelper output)
{
    private const int Executions = 1000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ten_thousand_messages_leave_memory_threads_and_handles_as_they_were()
    {
        await using var client = await KernelClient.Start();
        var replayed = client.Frames("kernel_info_request", []);
        await client.Shell.Send(replayed);
        await client.Receive(client.Shell);
        await client.Broadcasts();
        for (var i = 0; i < 1000; i++) await Exchange(client, i, replayed);
        client.Forget();
        var before = Usage.Now();
        for (var i = 0; i < 10_000; i++) await Exchange(client, i, replayed);
        client.Forget();
        var after = Usage.Now();
        output.WriteLine($"before {before}, after {after}");
        // The signatures of what was received, against replays, are what may grow: some 64 bytes each, at most 65536 of them. The rest is
        // room for
        // what the runtime itself keeps; messages that were kept, of a kilobyte each, would exceed it.
        Assert.InRange(after.Bytes - before.Bytes, long.MinValue, 10_000 * 64 + (4 << 20));
        AssertNothingLeft(before, after);
        Assert.Equal("ok", (await client.Execute("1")).Reply["status"]!.ToString());
    }

    [Fact]
    public async Task A_thousand_executions_are_all_answered_in_their_order()
    {
        await using var client = await KernelClient.Start();
        await client.Execute("var sum = 0;");
        var before = Usage.Now();
        for (var batch = 0; batch < Executions / 50; batch++)
        {
            // All at once: the replies must come in the order of the requests.
            for (var i = 0; i < 50; i++) await client.Send(client.Shell, "execute_request",
                new JsonObject { ["code"] = "sum += 1; Console.Write(sum);" });
            for (var i = 1; i <= 50; i++)
            {
                var reply = (await client.Receive(client.Shell)).Content;
                Assert.Equal(("ok", batch * 50 + i + 1), (reply["status"]!.ToString(), reply["execution_count"]!.GetValue<int>()));
                var streams = (await client.Broadcasts()).Where(message => message.Type == "stream")
                    .Select(message => message.Content["text"]!.ToString());
                Assert.Equal($"{batch * 50 + i}", string.Concat(streams));
            }
        }
        var (_, messages) = await client.Execute("sum");
        Assert.Equal($"{Executions}", messages.Single(message =>
            message.Type == "execute_result").Content["data"]!["text/plain"]!.ToString());
        var after = Usage.Now();
        output.WriteLine($"before {before}, after {after}");
        AssertNothingLeft(before, after);
    }

    [Fact]
    public async Task A_training_in_the_library_is_interrupted_again_and_again_and_still_computes_right()
    {
        await using var client = await KernelClient.Start();
        var library = Library().Replace("\\", "/", StringComparison.Ordinal);
        await Ok(client, $"#r \"{library}\"\nusing DeepLearning.Tensors; using DeepLearning.Layers; using DeepLearning.Losses; using " +
            "DeepLearning.Optimizers; using DeepLearning.Training;");
        await Ok(client, """
            var x = Tensor.FromArray(Enumerable.Range(0, 500 * 300).Select(i => (float)Math.Sin(i)).ToArray(), [500, 300]);
            var y = Tensor.FromArray(Enumerable.Range(0, 500).Select(i => (float)Math.Cos(i)).ToArray(), [500, 1]);
            double Check() { var small = new NeuralNetwork([new Dense(200, new Tanh()), new Dense(1)], new MeanSquaredError(), 3); for (var i = 0; i < 3; i++) small.TrainBatch(x, y); return small.TrainBatch(x, y); }
            var expected = Check();
            """);
        var random = new Random(1);
        for (var round = 0; round < 12; round++)
        {
            await client.Send(client.Shell, "execute_request", new JsonObject
            {
                ["code"] = "Console.WriteLine(\"go\"); var net = new NeuralNetwork([new Dense(400, new Tanh()), new Dense(1)], new " +
                    "MeanSquaredError()); while (true) net.TrainBatch(x, y);",
            });
            while ((await client.Broadcast()).Type != "stream") { }
            await Task.Delay(random.Next(150), Cancellation);
            await client.Send(client.Control, "interrupt_request", []);
            await client.Receive(client.Control);
            Assert.Equal("Interrupted", (await client.Receive(client.Shell)).Content["ename"]!.ToString());
            await Ok(client, "if (Check() != expected) throw new Exception($\"{Check()} instead of {expected}\");");
        }
    }

    [Fact]
    public async Task Restarts_under_load_leave_no_thread_and_no_handle()
    {
        await RestartUnderLoad();
        var before = Usage.Now();
        for (var i = 0; i < 8; i++) await RestartUnderLoad();
        var after = Usage.Now();
        output.WriteLine($"before {before}, after {after}");
        AssertNothingLeft(before, after);
    }

    private static string Library([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "lib", "bin", "DeepLearning.dll"));

    private static async Task RestartUnderLoad()
    {
        await using var client = await KernelClient.Start();
        for (var i = 0; i < 30; i++) await client.Send(client.Shell, "execute_request",
            new JsonObject { ["code"] = i == 0 ? "Console.WriteLine(1); while (true) ;" : "1 + 1" });
        while ((await client.Broadcast()).Type != "stream") { }
        await client.Send(client.Control, "shutdown_request", new JsonObject { ["restart"] = true });
        Assert.Equal("shutdown_reply", (await client.Receive(client.Control)).Type);
        await client.Kernel.Shutdown.WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
    }

    private static async Task Exchange(KernelClient client, int i, byte[][] replayed)
    {
        switch (i % 10)
        {
            case 0: await client.Ask("is_complete_request", new JsonObject { ["code"] = "var x = " }); break;
            case 1: await client.Ask("history_request", new JsonObject { ["hist_access_type"] = "tail", ["n"] = 3 }); break;
            case 2: await client.Ask("execute_request", new JsonObject { ["code"] = "", ["store_history"] = false }); break;
            case 3: await client.Ask("comm_info_request", []); break;
            // Dropped, and answered by nobody.
            case 4: await client.Shell.Send(replayed); break;
            case 5:
                await client.Shell.Send(client.Frames("execute_request", new JsonObject { ["code"] = "1" },
                signedBy: new Signer([1]))); break;
            case 6: await client.Shell.Send([[1, 2, 3], [.. "<IDS|MSG>"u8], [], [], [], [], []]); break;
            case 7 when i % 500 == 7:
                await client.Ask("complete_request",
                new JsonObject { ["code"] = "Conso", ["cursor_pos"] = 5 }); break;
            default: await client.Ask("kernel_info_request", []); break;
        }
    }

    private static async Task Ok(KernelClient client, string code)
    {
        var (reply, _) = await client.Execute(code);
        Assert.True(reply["status"]!.ToString() == "ok", reply.ToJsonString());
    }

    // The pool's threads come and go by themselves: a leak would be one for each of hundreds of things, not a few.
    private static void AssertNothingLeft(Usage before, Usage after)
    {
        Assert.InRange(after.Threads - before.Threads, int.MinValue, 6);
        Assert.InRange(after.Handles - before.Handles, int.MinValue, 8);
    }

    private sealed record Usage(long Bytes, int Threads, int Handles)
    {
        public static Usage Now()
        {
            // Sockets and threads that have just ended take a moment to go, and a thread watches for two seconds over each interrupt.
            Thread.Sleep(2500);
            for (var i = 0; i < 3; i++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
            using var process = Process.GetCurrentProcess();
            return new(GC.GetTotalMemory(forceFullCollection: true), process.Threads.Count,
                Directory.Exists("/proc/self/fd") ? Directory.GetFileSystemEntries("/proc/self/fd").Length : process.HandleCount);
        }
    }
}
