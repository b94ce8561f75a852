using DeepLearning.Data;
using DeepLearning.Tensors;

namespace DeepLearning.Tests.Data;

public class DataLoaderTests
{
    private static readonly Tensor s_inputs = Tensor.FromArray([0, 10, 20, 30, 40], [5, 1]);
    private static readonly Tensor s_targets = Tensor.FromArray([0f, 1, 2, 3, 4], [5]);

    [Fact]
    public void Every_row_comes_once_with_its_target()
    {
        var loader = new DataLoader(s_inputs, s_targets, 2, shuffleSeed: 3);
        var batches = loader.ToList();
        Assert.Equal([2, 2, 1], batches.Select(batch => batch.Inputs.Shape[0]));
        Assert.All(batches, batch => Assert.Equal(batch.Inputs.ToArray(), batch.Targets.ToArray().Select(t => 10 * t)));
        Assert.Equal([0, 1, 2, 3, 4], batches.SelectMany(batch => batch.Targets.ToArray()).Order());
    }

    [Fact]
    public void The_order_changes_from_epoch_to_epoch_and_is_the_same_for_the_same_seed()
    {
        float[][] Epochs(uint seed)
        {
            var loader = new DataLoader(s_inputs, s_targets, 5, shuffleSeed: seed);
            return [.. Enumerable.Range(0, 3).Select(_ => loader.Single().Targets.ToArray())];
        }
        Assert.Equal(Epochs(1), Epochs(1));
        Assert.True(Epochs(1).DistinctBy(order => string.Join(' ', order)).Count() > 1);
    }

    [Fact]
    public void A_last_batch_that_is_not_full_can_be_left_out() =>
        Assert.Equal([2, 2], new DataLoader(s_inputs, s_targets, 2, dropLast: true).Select(batch => batch.Inputs.Shape[0]));

    [Fact]
    public void Transforms_change_inputs_in_order() =>
        Assert.Equal([1, 21], new DataLoader(s_inputs, s_targets, 2, transforms: [x => x * 2, x => x + 1]).First().Inputs.ToArray());

    [Fact]
    public void Different_numbers_of_rows_are_refused() =>
        Assert.Contains("'targets' has shape [4]; expected as many rows as 'inputs' of shape [5, 1]",
            Assert.Throws<ShapeException>(() => new DataLoader(s_inputs, Tensor.Zeros([4]), 2)).Message);
}
