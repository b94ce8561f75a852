using DeepLearning.Autograd;
using DeepLearning.Modules;
using DeepLearning.Tensors;

namespace DeepLearning.Tests.Modules;

[Collection(nameof(ModuleGenerator))]
public class ModuleTests
{
    private sealed class TwoLayers : Module
    {
        private readonly Linear _hidden = new(3, 5);

        public Dictionary<string, Module> Heads { get; } = new() { ["left"] = new Linear(5, 2), ["right"] = new Linear(5, 1) };

        public List<Module> Extra { get; } = [new Tanh(), new Linear(5, 5)];

        public Tensor Scale { get; } = Parameter(Tensor.Ones([1]));

        public override Tensor Forward(Tensor input)
        {
            var x = _hidden.Call(input);
            foreach (var module in Extra) x = module.Call(x);
            return Heads["left"].Call(x) * Scale;
        }
    }

    private sealed class Wrapped(Linear inner) : Module
    {
        private readonly Func<Tensor, Tensor> _run = inner.Call;

        public override Tensor Forward(Tensor input) => _run(input);
    }

    private sealed class InTuple : Module
    {
        private readonly (Linear, int) _pair = (new Linear(2, 2), 3);

        public override Tensor Forward(Tensor input) => _pair.Item1.Call(input);
    }

    private sealed class Harmless : Module
    {
        private readonly Func<float, float> _rate = step => step * 2;
        private readonly string[] _names = ["a", "b"];
        private readonly float[,] _table = new float[2, 2];

        public override Tensor Forward(Tensor input) => input * (_rate(1) + _names.Length + _table.Length);
    }

    [Fact]
    public void Parameters_are_found_in_fields_properties_lists_and_dictionaries() =>
        Assert.Equal(
            ["hidden.Weight", "hidden.Bias", "Heads.left.Weight", "Heads.left.Bias", "Heads.right.Weight", "Heads.right.Bias",
                "Extra.1.Weight", "Extra.1.Bias", "Scale"],
            new TwoLayers().NamedParameters().Select(parameter => parameter.Name));

    [Fact]
    public void A_delegate_that_hides_a_module_is_named()
    {
        var error = Assert.Throws<InvalidOperationException>(() => new Wrapped(new Linear(2, 2)).Parameters().Count());
        Assert.StartsWith("Wrapped.run hides a Linear: parameters are found in modules, tensors, lists and dictionaries, not inside a " +
            "Func<Tensor, Tensor>.", error.Message);
    }

    [Fact]
    public void A_tuple_that_hides_a_module_is_named() =>
        Assert.StartsWith("InTuple.pair hides a Linear",
            Assert.Throws<InvalidOperationException>(() => new InTuple().Parameters().Count()).Message);

    [Fact]
    public void Members_that_hide_nothing_are_left_alone() => Assert.Empty(new Harmless().Parameters());

    [Fact]
    public void A_module_used_twice_counts_once()
    {
        var shared = new Linear(3, 3);
        Assert.Equal(2, new Sequential(shared, new Tanh(), shared).Parameters().Count());
    }

    [Fact]
    public void Eval_and_Train_reach_every_part()
    {
        var model = new TwoLayers();
        model.Eval();
        Assert.All(model.NamedModules(), part => Assert.False(part.Value.IsTraining));
        model.Train();
        Assert.All(model.NamedModules(), part => Assert.True(part.Value.IsTraining));
    }

    [Fact]
    public void The_same_seed_gives_the_same_parameters()
    {
        Module.Seed(5);
        var first = new Linear(4, 3).Weight.ToArray();
        Module.Seed(5);
        Assert.Equal(first, new Linear(4, 3).Weight.ToArray());
    }

    [Fact]
    public async Task Several_threads_may_make_modules_at_once()
    {
        Module.Seed(5);
        var expected = Make(8000);
        Module.Seed(5);
        var found = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Make(2000))));
        // Who gets which is luck; together they get what one thread would.
        Assert.Equal(expected.Order(), found.SelectMany(keys => keys).Order());

        static List<string> Make(int count) => [.. Enumerable.Range(0, count)
            .Select(_ => string.Join(' ', new Linear(7, 1, bias: false).Weight.ToArray()))];
    }

    [Fact]
    public void ZeroGrad_forgets_what_was_added_up()
    {
        var linear = new Linear(3, 2);
        linear.Call(Tensor.Ones([4, 3])).Sum().Backward();
        Assert.Equal([4, 4], linear.Bias!.Grad!.ToArray());
        linear.ZeroGrad();
        linear.Call(Tensor.Ones([4, 3])).Sum().Backward();
        Assert.Equal([4, 4], linear.Bias.Grad.ToArray());
    }

    [Fact]
    public void Summary_lists_layers_shapes_and_parameters()
    {
        var summary = new Sequential(new Linear(784, 89), new Tanh(), new Linear(89, 10)).Summary([1, 784]);
        Assert.Equal(784 * 89 + 89 + 890 + 10, summary.Parameters);
        Assert.Equal(["0", "1", "2"], summary.Rows.Select(row => row.Name));
        Assert.Equal(["Linear(784, 89)", "Tanh", "Linear(89, 10)"], summary.Rows.Select(row => row.Kind));
        Assert.Equal<int>([1, 10], summary.Rows[2].Output);
        Assert.Contains("70,765 parameters in all", summary.ToString());
    }

    [Fact]
    public void Linear_names_the_shape_it_wants() =>
        Assert.Equal("Linear.Forward: 'input' has shape [5, 7]; expected [*, 4].",
            Assert.Throws<ShapeException>(() => new Linear(4, 2).Call(Tensor.Zeros([5, 7]))).Message);

    [Fact]
    public void A_recurrent_module_refuses_an_empty_sequence() =>
        Assert.Equal("Gru.Forward: 'input' has shape [2, 0, 3]; expected at least one step.",
            Assert.Throws<ShapeException>(() => new Gru(3, 4).Forward(Tensor.Zeros([2, 0, 3]))).Message);

    [Fact]
    public void A_summary_leaves_every_part_in_its_mode()
    {
        var network = new Sequential(new Linear(3, 2), new Linear(2, 1));
        network[0].Eval();
        network.Summary([1, 3]);
        Assert.Equal([true, false, true], network.NamedModules().Select(part => part.Value.IsTraining));
    }

    [Fact]
    public void An_index_without_a_vector_is_refused() =>
        Assert.Contains("3 is not an index from 0 to 2",
            Assert.Throws<ArgumentOutOfRangeException>(() => new Embedding(3, 2).Call(Tensor.FromArray([3f]))).Message);

    [Fact]
    public void Gradient_of_binary_cross_entropy_at_logit_0_is_not_one_half_minus_the_target()
    {
        var logits = Tensor.FromArray([0f, 0f, 0f, -0f]);
        logits.RequiresGrad = true;
        new BCEWithLogitsLoss(LossReduction.Sum).Call(logits, Tensor.FromArray([0f, 1f, 0.25f, 0f])).Backward();
        Assert.Equal([0.5f, -0.5f, 0.25f, 0.5f], logits.Grad!.ToArray());
    }

    [Fact]
    public void Dropout_drops_the_share_P_and_scales_the_others()
    {
        var (dropout, ones) = (new Dropout { P = 0.2f }, Tensor.Ones([100, 100]));
        var output = dropout.Call(ones).ToArray();
        Assert.InRange(output.Count(value => value == 0), 1800, 2200);
        Assert.All(output, value => Assert.True(value is 0 or 1.25f));
        dropout.Eval();
        Assert.Equal(ones.ToArray(), dropout.Call(ones).ToArray());
    }

    [Theory]
    [InlineData(1f)]
    [InlineData(-0.1f)]
    [InlineData(float.NaN)]
    public void Dropout_names_what_P_is(float p) =>
        Assert.StartsWith($"Dropout: P, the probability to drop an element, is {p}; expected at least 0 and less than 1.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new Dropout { P = p }).Message);
}
