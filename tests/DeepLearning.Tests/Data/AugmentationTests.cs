using DeepLearning.Data;
using DeepLearning.Random;
using DeepLearning.Tensors;

namespace DeepLearning.Tests.Data;

public class AugmentationTests
{
    private const int Height = 4, Width = 6;

    /// <summary>Pictures of two channels, whose numbers are all different.</summary>
    private static Tensor Batch(int count) =>
        Tensor.FromArray([.. Enumerable.Range(1, count * 2 * Height * Width).Select(i => (float)i)], [count, 2, Height, Width]);

    [Fact]
    public void Flip_exchanges_left_and_right_of_about_half_of_the_pictures_in_all_channels()
    {
        var before = Batch(200);
        var after = Augmentation.Flip(new RandomState(1))(before);
        var flipped = 0;
        for (var n = 0; n < 200; n++)
        {
            var isFlipped = after[n, 0, 0, 0] != before[n, 0, 0, 0];
            flipped += isFlipped ? 1 : 0;
            ForEachPlace((c, y, x) => Assert.Equal(before[n, c, y, isFlipped ? Width - 1 - x : x], after[n, c, y, x]));
        }
        Assert.InRange(flipped, 70, 130);
    }

    [Fact]
    public void Shift_moves_whole_pictures_and_fills_what_comes_in()
    {
        var before = Batch(100);
        var after = Augmentation.Shift(new RandomState(2), 2, fill: -7)(before);
        var seen = new HashSet<(int, int)>();
        for (var n = 0; n < 100; n++)
        {
            var (down, right) = Enumerable.Range(0, 25).Select(i => (i / 5 - 2, i % 5 - 2))
                .Single(move => Matches(n, move.Item1, move.Item2));
            seen.Add((down, right));
        }
        Assert.Contains(seen, move => move is (2, _));
        Assert.Contains(seen, move => move is (_, -2));
        Assert.True(seen.Count > 15);

        bool Matches(int n, int down, int right)
        {
            var all = true;
            ForEachPlace((c, y, x) => all &= after[n, c, y, x] == (y - down is >= 0 and < Height && x - right is >= 0 and < Width
                ? before[n, c, y - down, x - right] : -7));
            return all;
        }
    }

    [Fact]
    public void A_move_further_than_the_picture_leaves_the_background()
    {
        var after = Augmentation.Shift(new RandomState(3), 50, fill: 9)(Batch(40));
        Assert.Contains(Enumerable.Range(0, 40), n => Enumerable.Range(0, Width).All(x => after[n, 1, 2, x] == 9));
        Assert.Equal(Batch(3).ToArray(), Augmentation.Shift(new RandomState(3), 0)(Batch(3)).ToArray());
    }

    [Fact]
    public void Cutout_covers_a_square_that_may_reach_over_the_edge()
    {
        var before = Batch(200);
        var after = Augmentation.Cutout(new RandomState(4), 3, fill: -1)(before);
        var sizes = new HashSet<int>();
        for (var n = 0; n < 200; n++)
        {
            List<(int Y, int X)> covered = [], other = [];
            ForEachPlace((c, y, x) =>
            {
                if (after[n, c, y, x] == -1) (c == 0 ? covered : other).Add((y, x));
                else Assert.Equal(before[n, c, y, x], after[n, c, y, x]);
            });
            Assert.Equal(covered, other);
            var (high, wide) = (covered.Max(p => p.Y) - covered.Min(p => p.Y) + 1, covered.Max(p => p.X) - covered.Min(p => p.X) + 1);
            Assert.Equal(covered.Count, high * wide);
            Assert.True(high <= 3 && wide <= 3);
            sizes.Add(covered.Count);
        }
        Assert.Equal([4, 6, 9], sizes.Order());
    }

    [Fact]
    public void The_same_seed_gives_the_same_pictures_and_the_batch_stays_as_it_is()
    {
        var batch = Batch(20);
        foreach (var make in new Func<RandomState, Func<Tensor,
            Tensor>>[] { Augmentation.Flip, r => Augmentation.Shift(r, 2), r => Augmentation.Cutout(r, 3) })
        {
            var one = make(new RandomState(5));
            var first = one(batch).ToArray();
            Assert.Equal(first, make(new RandomState(5))(batch).ToArray());
            Assert.NotEqual(first, one(batch).ToArray());
            Assert.Equal(Batch(20).ToArray(), batch.ToArray());
            Assert.Equal([0, 1, 2, 2], one(Tensor.Zeros([0, 1, 2, 2])).Shape);
        }
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var random = new RandomState(6);
        Assert.Equal("Augmentation.Flip: 'batch' has shape [2, 784]; expected [*, *, *, *].",
            Assert.Throws<ShapeException>(() => Augmentation.Flip(random)(Tensor.Zeros([2, 784]))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Augmentation.Shift(random, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Augmentation.Cutout(random, 0));
    }

    private static void ForEachPlace(Action<int, int, int> visit)
    {
        for (var c = 0; c < 2; c++)
            for (var y = 0; y < Height; y++)
                for (var x = 0; x < Width; x++) visit(c, y, x);
    }
}
