using System.Text.Json;
using DeepLearning.Autograd;
using DeepLearning.Modules;
using DeepLearning.Random;
using DeepLearning.Tensors;

namespace DeepLearning.Tests.Modules;

/// <summary>Attention and the GPT: against PyTorch, and what must hold of any causal network.</summary>
[Collection(nameof(ModuleGenerator))]
public sealed class GptTests
{
    [Fact]
    public void Logits_loss_and_gradients_agree_with_PyTorch()
    {
        var fixture = JsonDocument.Parse(File.ReadAllText(TorchParityTests.Fixture("torch_gpt.json"))).RootElement;
        int Int(string name) => fixture.GetProperty(name).GetInt32();
        var model = new Gpt(Int("symbols"), Int("context"), Int("width"), Int("heads"), Int("layers"));
        var parameters = fixture.GetProperty("parameters");
        Assert.Equal(parameters.EnumerateObject().Select(p => p.Name).Order(), model.NamedParameters().Select(p => p.Name).Order());
        foreach (var (name, value) in model.NamedParameters())
            value.CopyFrom(Tensor.FromArray(TorchParityTests.Floats(parameters.GetProperty(name).GetProperty("values")), value.Shape));

        var logits = model.Call(Tensor.FromArray(TorchParityTests.Floats(fixture.GetProperty("input")), [Int("batch"), Int("context")]));
        TorchParityTests.Same(TorchParityTests.Floats(fixture.GetProperty("logits")), logits.ToArray(), "logits");
        var loss = Functional.CrossEntropy(logits.Reshape(-1, Int("symbols")), TorchParityTests.Ints(fixture.GetProperty("targets")));
        Assert.Equal(fixture.GetProperty("loss").GetSingle(), loss.Item(), 1e-5);
        loss.Backward();
        foreach (var (name, value) in model.NamedParameters())
            TorchParityTests.Same(TorchParityTests.Floats(parameters.GetProperty(name).GetProperty("grad")), value.Grad!.ToArray(),
                $"gradient of {name}");
    }

    [Fact]
    public void What_comes_later_changes_nothing_before()
    {
        var model = Model();
        var text = Text(2, 8, seed: 1);
        var before = model.Call(text);
        for (var position = 1; position < 8; position++)
        {
            var changed = text.Clone();
            for (var row = 0; row < 2; row++) changed[row, position] = (changed[row, position] + 1) % 11;
            var after = model.Call(changed);
            for (var row = 0; row < 2; row++)
                for (var t = 0; t < 8; t++)
                    for (var symbol = 0; symbol < 11; symbol++)
                        if (t < position) Assert.Equal(before[row, t, symbol], after[row, t, symbol]);
            Assert.NotEqual(before.ToArray(), after.ToArray());
        }
    }

    [Fact]
    public void One_position_after_the_other_gives_the_logits_of_all_at_once()
    {
        var model = Model();
        var text = Text(2, 8, seed: 2);
        var whole = model.Call(text);
        AttentionMemory[] memory = [.. model.Blocks.Select(_ => new AttentionMemory())];
        for (int start = 0, length = 3; start < 8; start += length, length = 1)
        {
            var part = Tensor.FromArray([.. from row in Enumerable.Range(0, 2) from t in Enumerable.Range(start, length) select text[row,
                t]], [2, length]);
            var logits = model.Forward(part, memory);
            for (var row = 0; row < 2; row++)
                for (var t = 0; t < length; t++)
                    for (var symbol = 0; symbol < 11; symbol++) Assert.Equal(whole[row, start + t, symbol], logits[row, t, symbol], 1e-5);
        }
        Assert.Equal(8, memory[0].Length);
        Assert.Contains("after 8 positions; the context has 8",
            Assert.Throws<ShapeException>(() => model.Forward(Text(2, 1, seed: 3), memory)).Message);
    }

    [Fact]
    public void Text_is_the_same_with_a_memory_and_without()
    {
        var model = Model();
        var with = model.Generate([1, 2, 3], 5, new RandomState(4)).ToList();
        Assert.Equal(with, model.Generate([1, 2, 3], 5, new RandomState(4), remember: false));
        // Beyond the context, positions begin anew.
        Assert.Equal(40, model.Generate([1, 2, 3], 40, new RandomState(4)).Count());
        Assert.Equal(40, model.Generate([.. Enumerable.Repeat(1, 20)], 40, new RandomState(4)).Count());
    }

    [Fact]
    public void Only_the_likeliest_are_drawn_from()
    {
        var model = Model();
        var likeliest = model.Generate([5], 12, new RandomState(1), topK: 1).ToList();
        Assert.Equal(likeliest, model.Generate([5], 12, new RandomState(2), topK: 1));
        Assert.Equal(likeliest, model.Generate([5], 12, new RandomState(3), temperature: 1e-6f));
        Assert.True(model.Generate([5], 200, new RandomState(1), temperature: 100).Distinct().Count() == 11);
    }

    [Fact]
    public void Weights_of_attention_sum_to_one_and_look_back_only()
    {
        Module.Seed(1);
        var attention = new SelfAttention(6, 3);
        Tensor? seen = null;
        attention.Attended += weights => seen = weights;
        attention.Call(Tensor.FromArray(new RandomState(1).Randn(2 * 4 * 6), [2, 4, 6]));
        Assert.Equal([6, 4, 4], seen!.Shape.ToArray());
        Assert.All(seen.Sum(2).ToArray(), sum => Assert.Equal(1, sum, 1e-6));
        for (var head = 0; head < 6; head++)
            for (var i = 0; i < 4; i++)
                for (var j = i + 1; j < 4; j++) Assert.Equal(0, seen[head, i, j]);
    }

    [Fact]
    public void Wrong_use_says_what_was_wrong()
    {
        Assert.Contains("width of 6 can't be shared out among 4 heads",
            Assert.Throws<ArgumentException>(() => new SelfAttention(6, 4)).Message);
        Assert.Contains("[2, 9]; the context has 8 positions",
            Assert.Throws<ShapeException>(() => Model().Call(Text(2, 9, seed: 1))).Message);
        Assert.Contains("prompt is empty", Assert.Throws<ArgumentException>(() => Model().Generate([], 1, new RandomState(1))).Message);
        Assert.Contains("above 0", Assert.Throws<ArgumentOutOfRangeException>(() => Model()
            .Generate([1], 1, new RandomState(1), temperature: 0)).Message);
        Assert.Contains("4 positions cannot be the last of 3",
            Assert.Throws<ShapeException>(() => Functional.CausalSoftmax(Tensor.Ones([4, 3]))).Message);
        Assert.Contains("Tensor.MatMul", Assert.Throws<ShapeException>(() => Tensor.Ones([2, 3, 4])
            .MatMul(Tensor.Ones([2, 3, 4]))).Message);
        Assert.Contains("Tensor.MatMul", Assert.Throws<ShapeException>(() => Tensor.Ones([2, 3, 4]).MatMul(Tensor.Ones([4, 2]))).Message);
    }

    private static Gpt Model()
    {
        Module.Seed(5);
        var model = new Gpt(11, context: 8, width: 8, heads: 2, layers: 2);
        // Larger than at the start, so that it has opinions.
        foreach (var parameter in model.Parameters()) parameter.CopyFrom(parameter.Detach() * 10);
        return model;
    }

    private static Tensor Text(int rows, int length, uint seed) =>
        Tensor.FromArray(Array.ConvertAll(new RandomState(seed).RandInt(0, 11, rows * length), i => (float)i), [rows, length]);
}
