using System.Runtime.CompilerServices;
using System.Text.Json;
using DeepLearning.Tensors;

namespace DeepLearning.Tests.Layers;

/// <summary>Reads what PyTorch computed; the scripts that made the files lie beside them.</summary>
internal static class TorchFixture
{
    public static JsonElement Layers { get; } = Read("torch_layers.json");

    public static JsonElement Modules { get; } = Read("torch_modules.json");

    public static List<JsonElement> Cases(JsonElement file, string list, string key, string name) =>
        [.. file.GetProperty(list).EnumerateArray().Where(c => c.GetProperty(key).GetString() == name)];

    public static Tensor Tensor(JsonElement tensor) =>
        DeepLearning.Tensors.Tensor.FromArray(Floats(tensor.GetProperty("values")), Shape.Create(Ints(tensor.GetProperty("shape"))));

    public static float[] Floats(JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetSingle())];

    public static int[] Ints(JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetInt32())];

    public static void AssertSame(float[] torch, Tensor ours, string what)
    {
        var got = ours.ToArray();
        Assert.Equal(torch.Length, got.Length);
        for (var i = 0; i < got.Length; i++)
            Assert.True(Math.Abs(torch[i] - got[i]) <= 2e-5 * (1 + Math.Abs(torch[i])), $"{what} [{i}]: PyTorch {torch[i]}, ours {got[i]}");
    }

    private static JsonElement Read(string name, [CallerFilePath] string here = "") =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "fixtures", name))).RootElement;
}
