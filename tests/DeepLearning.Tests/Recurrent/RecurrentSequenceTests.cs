using DeepLearning.Random;
using DeepLearning.Recurrent;
using DeepLearning.Tensors;

namespace DeepLearning.Tests.Recurrent;

/// <summary>Backward through time of each recurrent layer against central differences of everything it reads.</summary>
public class RecurrentSequenceTests
{
    private const int Steps = 4, Batch = 3, In = 2, Width = 5;

    [Theory]
    [InlineData("Rnn", 1)]
    [InlineData("Gru", 3)]
    [InlineData("Lstm", 4)]
    public void Gradients_match_central_differences(string kind, int gates)
    {
        var random = new RandomState(11);
        Tensor Draw(params int[] shape) => Tensor.FromArray(random.Normal(0, 0.6, Shape.Create(shape).Size), Shape.Create(shape));
        Tensor[] all =
        [
            Draw(Steps, Batch, In), Draw(gates * Width, In), Draw(gates * Width, Width), Draw(gates * Width), Draw(gates * Width),
            Draw(Batch, Width), Draw(Batch, Width),
        ];
        var (weights, lastWeights, cellWeights) = (Draw(Steps, Batch, Width), Draw(Batch, Width), Draw(Batch, Width));

        var sequence = Make(all);
        sequence.Forward();
        var grads = sequence.Backward(weights, lastWeights, kind == "Lstm" ? cellWeights : null);
        (string Name, Tensor? Grad)[] got =
        [
            ("input", grads.Input), ("W_ih", grads.Weights.Input), ("W_hh", grads.Weights.Hidden), ("b_ih", grads.Weights.InputBias),
                ("b_hh", grads.Weights.HiddenBias),
            ("first hidden", grads.FirstHidden), ("first cell", grads.FirstCell),
        ];
        for (var k = 0; k < all.Length - (kind == "Lstm" ? 0 : 1); k++)
        {
            Assert.Equal(all[k].Shape, got[k].Grad!.Shape);
            var values = got[k].Grad!.ToArray();
            for (var i = 0; i < values.Length; i++)
            {
                var expected = (Loss(k, i, 1e-2f) - Loss(k, i, -1e-2f)) / 2e-2;
                Assert.True(Math.Abs(values[i] - expected) < 3e-3 * (1 + Math.Abs(expected)),
                    $"{kind}, {got[k].Name} [{i}]: got {values[i]}, finite difference {expected}");
            }
        }

        RecurrentSequence Make(Tensor[] x)
        {
            var w = new RecurrentWeights(x[1], x[2], x[3], x[4]);
            return kind switch
            {
                "Rnn" => new RnnSequence(x[0], w, x[5]),
                "Gru" => new GruSequence(x[0], w, x[5]),
                _ => new LstmSequence(x[0], w, x[5], x[6]),
            };
        }

        double Loss(int k, int i, float step)
        {
            var moved = all.ToArray();
            var values = moved[k].ToArray();
            values[i] += step;
            moved[k] = Tensor.FromArray(values, moved[k].Shape);
            var run = Make(moved);
            var loss = Dot(run.Forward(), weights) + Dot(run.LastHidden, lastWeights);
            return run is LstmSequence lstm ? loss + Dot(lstm.LastCell, cellWeights) : loss;
        }

        static double Dot(Tensor a, Tensor b) => a.ToArray().Zip(b.ToArray()).Sum(pair => (double)pair.First * pair.Second);
    }
}
