using System.Runtime.CompilerServices;
using DeepLearning.Modules;
using DeepLearning.Serialization;
using DeepLearning.Tensors;

namespace DeepLearning.Tests.Serialization;

/// <summary>The model of make_safetensors.py, member by member.</summary>
internal sealed class TorchNet : Module
{
    public Conv2d Conv { get; } = new(2, 3, 3, padding: 1);

    public BatchNorm2d BatchNorm { get; } = new(3);

    public LayerNorm LayerNorm { get; } = new(5);

    public Embedding Embedding { get; } = new(4, 3);

    public Rnn Rnn { get; } = new(3, 4);

    public Gru Gru { get; } = new(3, 4);

    public Lstm Lstm { get; } = new(3, 4, layers: 2);

    public Sequential Body { get; } = new(new Linear(4, 6), new ReLU(), new Linear(6, 2));

    public static string Fixture(string name, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "fixtures", "safetensors", name);

    public Dictionary<string, Module> Parts => new()
    {
        ["conv"] = Conv,
        ["batch_norm"] = BatchNorm,
        ["layer_norm"] = LayerNorm,
        ["embedding"] = Embedding,
        ["rnn"] = Rnn,
        ["gru"] = Gru,
        ["lstm"] = Lstm,
        ["body"] = Body,
    };

    public override Tensor Forward(Tensor input) => throw new NotSupportedException();

    /// <summary>Compares what each part computes with what PyTorch computed.</summary>
    public void AssertComputesWhatTorchDid()
    {
        Eval();
        var io = SafeTensors.Load(Fixture("torch_io.safetensors"));
        foreach (var (name, part) in Parts)
        {
            var (expected, found) = (io[$"{name}.y"], part.Call(io[$"{name}.x"]));
            Assert.Equal(expected.Shape, found.Shape);
            Layers.TorchFixture.AssertSame(expected.ToArray(), found, name);
        }
    }
}
