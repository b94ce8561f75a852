using DeepLearning.Layers;
using DeepLearning.Losses;
using DeepLearning.Serialization;
using DeepLearning.Tensors;
using DeepLearning.Training;
using static DeepLearning.Tests.Layers.Draw;
using M = DeepLearning.Modules;

namespace DeepLearning.Tests.Serialization;

public class ModelFileTests
{
    [Fact]
    public void A_model_that_PyTorch_saved_computes_the_same_here()
    {
        var net = new TorchNet();
        net.Load(TorchNet.Fixture("torch_model.safetensors"));
        net.AssertComputesWhatTorchDid();
    }

    [Fact]
    public void A_model_that_we_save_is_the_file_that_PyTorch_loads()
    {
        // make_safetensors.py has loaded our_model.safetensors into PyTorch, strictly, and compared all outputs.
        using var folder = new TemporaryFolder();
        var net = new TorchNet();
        net.Load(TorchNet.Fixture("torch_model.safetensors"));
        net.Save(folder["ours"]);
        Assert.Equal(File.ReadAllBytes(TorchNet.Fixture("our_model.safetensors")), File.ReadAllBytes(folder["ours"]));
    }

    [Fact]
    public void What_does_not_fit_is_named_and_changes_nothing()
    {
        using var folder = new TemporaryFolder();
        var (narrow, wide) = (new M.Sequential(new M.Linear(2, 3), new M.Linear(3, 1)),
            new M.Sequential(new M.Linear(2, 3), new M.Linear(3, 2)));
        narrow.Save(folder["narrow"], new Dictionary<string, string> { ["by"] = "me" });
        Assert.Equal("me", SafeTensors.Load(folder["narrow"]).Metadata["by"]);
        var before = Numbers(wide);
        Assert.Equal("narrow: tensor '1.weight' has shape [1, 3]; the model expects [2, 3].",
            Assert.Throws<InvalidDataException>(() => wide.Load(folder["narrow"])).Message);
        var longer = new M.Sequential(new M.Linear(2, 3), new M.Linear(3, 1), new M.Linear(1, 1));
        Assert.Equal("narrow: the file lacks '2.weight', '2.bias', which the model has; the file has '0.bias', '0.weight', '1.bias', " +
            "'1.weight'.", Assert.Throws<InvalidDataException>(() => longer.Load(folder["narrow"])).Message);
        var shorter = new M.Sequential(new M.Linear(2, 3));
        Assert.Equal("narrow: the file has '1.weight', '1.bias', which the model lacks.",
            Assert.Throws<InvalidDataException>(() => shorter.Load(folder["narrow"])).Message.Replace("'1.bias', '1.weight'",
                "'1.weight', '1.bias'", StringComparison.Ordinal));
        Assert.Equal(before, Numbers(wide));
        shorter.Load(folder["narrow"], strict: false);
        Assert.Equal(Numbers(narrow)[..9], Numbers(shorter));
    }

    [Theory]
    [InlineData("module.", ", as PyTorch's DataParallel saves them")]
    [InlineData("net.encoder.", "")]
    public void Names_that_begin_otherwise_are_named_and_loaded_without_their_prefix(string prefix, string by)
    {
        using var folder = new TemporaryFolder();
        var (saved, loaded) = (new M.Sequential(new M.Linear(2, 3), new M.Linear(3, 1)),
            new M.Sequential(new M.Linear(2, 3), new M.Linear(3, 1)));
        saved.Save(folder["plain"]);
        var file = SafeTensors.Load(folder["plain"]);
        SafeTensors.Save(folder["parallel"], file.Names.Select(name => (prefix + name, file[name])));
        Assert.Equal($"parallel: the file's names begin with '{prefix}'{by}, and the model's do not. Pass prefix: \"{prefix}\" to Load.",
            Assert.Throws<InvalidDataException>(() => loaded.Load(folder["parallel"])).Message);
        Assert.Throws<InvalidDataException>(() => loaded.Load(folder["parallel"], strict: false));
        Assert.Equal($"parallel: the file's names begin with '{prefix}'{by}, not with 'x.'. Pass prefix: \"{prefix}\" to Load.",
            Assert.Throws<InvalidDataException>(() => loaded.Load(folder["parallel"], prefix: "x.")).Message);
        loaded.Load(folder["parallel"], prefix: prefix);
        Assert.Equal(Numbers(saved), Numbers(loaded));
    }

    [Fact]
    public void A_file_without_any_tensor_of_the_model_is_refused_though_names_may_differ()
    {
        using var folder = new TemporaryFolder();
        SafeTensors.Save(folder["other"], [("head.scale", Tensor.Ones([2]))]);
        Assert.Equal("other: the file has no tensor of the model's. It has 'head.scale'; the model has 'weight', 'bias'.",
            Assert.Throws<InvalidDataException>(() => new M.Linear(2, 3).Load(folder["other"], strict: false)).Message);
    }

    [Fact]
    public void A_network_of_the_book_is_built_as_it_is_loaded()
    {
        using var folder = new TemporaryFolder();
        var (network, x) = (Network(1), Normal([6, 2, 8, 8], 3));
        network.TrainBatch(x, Normal([6, 1], 4));
        network.Save(folder["book"]);
        var other = Network(2);
        other.Load(folder["book"]);
        Assert.Equal(network.Predict(x).ToArray(), other.Predict(x).ToArray());
        Assert.Equal("2,8,8", SafeTensors.Load(folder["book"]).Metadata["input_shape"]);
        var built = Network(3);
        built.Forward(x);
        built.Load(folder["book"]);
        Assert.Equal(network.Predict(x).ToArray(), built.Predict(x).ToArray());
    }

    [Fact]
    public void A_network_that_does_not_fit_its_file_says_so()
    {
        using var folder = new TemporaryFolder();
        Assert.StartsWith("NeuralNetwork.Save: the network has no weights yet",
            Assert.Throws<InvalidOperationException>(() => Network(1).Save(folder["x"])).Message, StringComparison.Ordinal);
        var dense = new NeuralNetwork([new Dense(1)], new MeanSquaredError());
        dense.Forward(Normal([2, 3], 1));
        dense.Save(folder["dense"]);
        Assert.StartsWith("dense: the network does not take the inputs of shape [3] for which the file was written: Conv2D.Forward: ",
            Assert.Throws<InvalidDataException>(() => Network(1).Load(folder["dense"])).Message, StringComparison.Ordinal);
        foreach (var (note, message) in new[] { ("-3", "expected lengths with commas"), ("3,x", "expected lengths with commas"),
            ("16777216,16777216,16777216", "far larger than any tensor") })
        {
            dense.Save(folder["note"], new Dictionary<string, string> { ["input_shape"] = note });
            Assert.Contains(message, Assert.Throws<InvalidDataException>(() => Network(1).Load(folder["note"])).Message,
                StringComparison.Ordinal);
        }
        SafeTensors.Save(folder["bare"], [("0.weight", Tensor.Zeros([3, 1]))]);
        Assert.StartsWith("bare: the file does not say which inputs its network takes.",
            Assert.Throws<InvalidDataException>(() => Network(1).Load(folder["bare"])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Weight", "weight")]
    [InlineData("RunningMean", "running_mean")]
    [InlineData("weight_ih", "weight_ih")]
    [InlineData("MLPBlock", "mlp_block")]
    [InlineData("Conv2", "conv2")]
    public void Names_are_written_as_Python_writes_them(string ours, string theirs) => Assert.Equal(theirs, M.StateNames.Snake(ours));

    private static NeuralNetwork Network(long seed) => new(
        [new Conv2D(3, 3, activation: new Tanh()), new Flatten(), new Dense(4, new Sigmoid()), new Dense(1)], new MeanSquaredError(), seed);

    private static float[] Numbers(M.Module module) => [.. module.Parameters().SelectMany(parameter => parameter.ToArray())];
}
