using DeepLearning.Layers;
using DeepLearning.Losses;
using DeepLearning.Tensors;
using DeepLearning.Tests.Layers;
using DeepLearning.Training;

namespace DeepLearning.Tests.Training;

public class NeuralNetworkTests
{
    private static NeuralNetwork Make(Seeding seeding = Seeding.Once) =>
        new([new Dense(4, new Tanh()), new Dense(4, new Tanh()), new Dense(2)], new MeanSquaredError(), seed: 5, seeding);

    [Fact]
    public void Backward_gives_what_central_differences_of_the_loss_give()
    {
        var (network, x, y) = (Make(), Draw.Normal([3, 4]), Draw.Normal([3, 2], 4));
        network.TrainBatch(x, y);
        foreach (var parameter in network.Parameters)
        {
            var (grad, value) = (parameter.Grad!.ToArray(), parameter.Value.ToArray());
            for (var i = 0; i < value.Length; i++)
            {
                var slope = (Loss(value[i] + 0.01f, i) - Loss(value[i] - 0.01f, i)) / 0.02;
                Loss(value[i], i);
                Assert.Equal(slope, grad[i], 2e-3 * (1 + Math.Abs(slope)));
            }

            double Loss(float moved, int at)
            {
                parameter.Value.CopyFrom(Tensor.FromArray([.. value.Select((v, i) => i == at ? moved : v)], parameter.Value.Shape));
                return network.Loss.Forward(network.Forward(x), y);
            }
        }
    }

    [Fact]
    public void The_gradient_of_the_input_is_computed_if_asked_for()
    {
        var (network, x) = (Make(), Draw.Normal([3, 4]));
        network.Loss.Forward(network.Forward(x), Draw.Normal([3, 2], 4));
        Assert.Equal(x.Shape, network.Backward(network.Loss.Backward()).Shape);
    }

    [Fact]
    public void Layers_share_one_run_of_random_numbers_or_start_again_as_in_the_book()
    {
        var x = Draw.Normal([3, 4]);
        var (once, every) = (Make(), Make(Seeding.EveryLayer));
        once.Forward(x);
        every.Forward(x);
        Assert.NotEqual(once.Parameters[0].Value.ToArray(), once.Parameters[2].Value.ToArray());
        Assert.Equal(every.Parameters[0].Value.ToArray(), every.Parameters[2].Value.ToArray());
        Assert.Equal(once.Parameters[0].Value.ToArray(), every.Parameters[0].Value.ToArray());
    }

    [Fact]
    public void Reset_goes_back_to_the_first_weights()
    {
        var (network, x) = (Make(), Draw.Normal([3, 4]));
        network.Forward(x);
        var first = network.Parameters[0].Value.ToArray();
        network.Parameters[0].Value.Fill(0);
        network.Reset();
        Assert.Empty(network.Parameters);
        network.Forward(x);
        Assert.Equal(first, network.Parameters[0].Value.ToArray());
    }

    [Fact]
    public void Predictions_in_parts_equal_those_at_once()
    {
        var (network, x) = (Make(), Draw.Normal([25, 4]));
        Assert.Equal(network.Predict(x).ToArray(), network.Predict(x, batchSize: 7).ToArray());
        Assert.Equal([25, 2], network.Predict(x, batchSize: 7).Shape);
    }

    [Fact]
    public void Predictions_in_parts_copy_no_rows()
    {
        // 6 MB of rows, in parts of 2 MB: lengths that no other test leaves in the pool of arrays.
        var x = Tensor.Zeros([3003, 499]);
        var network = new NeuralNetwork([new Dense(2)], new MeanSquaredError());
        network.Predict(x.Rows(0, 8));
        var before = GC.GetAllocatedBytesForCurrentThread();
        network.Predict(x, batchSize: 1001);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_network_of_nothing_to_learn_still_gives_its_loss()
    {
        var network = new NeuralNetwork([new Activation(new Identity())], new MeanSquaredError());
        Assert.Equal(4, network.TrainBatch(Tensor.Full([2, 1], 3), Tensor.Ones([2, 1])));
    }

    [Fact]
    public void Backward_stops_at_the_first_layer_that_learns()
    {
        var network = new NeuralNetwork([new Flatten(), new Activation(new Tanh()), new Dense(1)], new MeanSquaredError());
        network.TrainBatch(Draw.Normal([2, 3, 2]), Tensor.Ones([2, 1]));
        Assert.Equal([6, 1], network.Parameters[0].Grad!.Shape);
    }

    [Fact]
    public void The_summary_lists_layers_shapes_and_parameters()
    {
        var network = Make();
        Assert.Contains("Not built yet: the first input decides the shapes. Loss: MeanSquaredError", network.ToString(),
            StringComparison.Ordinal);
        network.Forward(Draw.Normal([3, 4]));
        Assert.Equal(50, network.Summary.ParameterCount);
        Assert.Equal("""
            layer        output shape  parameters
            Dense, Tanh  [N, 4]                20
            Dense, Tanh  [N, 4]                20
            Dense        [N, 2]                10
            50 parameters; loss: MeanSquaredError
            """, network.ToString());
        Assert.Contains(">Dense, Tanh</td>", network.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void Objects_that_stand_in_two_places_are_refused()
    {
        var (layer, shared) = (new Dense(2), new Tanh());
        Assert.Throws<ArgumentException>(() => new NeuralNetwork([], new MeanSquaredError()));
        Assert.StartsWith("NeuralNetwork: the same layer object appears twice.",
            Assert.Throws<ArgumentException>(() => new NeuralNetwork([layer, layer], new MeanSquaredError())).Message,
                StringComparison.Ordinal);
        Assert.StartsWith("NeuralNetwork: the same Tanh object is used in two places", Assert.Throws<InvalidOperationException>(() =>
            new NeuralNetwork([new Dense(2, shared), new Dense(2, shared)], new MeanSquaredError()).Forward(Tensor.Ones([1, 2]))).Message,
                StringComparison.Ordinal);
    }
}
