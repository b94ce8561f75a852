namespace DeepLearning.Random;

public sealed partial class RandomState
{
    /// <summary>How many of n independent trials succeed, each with probability p.</summary>
    /// <exception cref="ArgumentException"><paramref name="n"/> is negative or <paramref name="p"/> is not in [0, 1].</exception>
    public int Binomial(int n, double p) => new BinomialSampler(n, p).Next(_twister);

    /// <summary>How many of n independent trials succeed, each with probability p, several times over.</summary>
    /// <exception cref="ArgumentException"><paramref name="n"/> is negative or <paramref name="p"/> is not in [0, 1].</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public int[] Binomial(int n, double p, int count)
    {
        CheckCount(count, nameof(count));
        var sampler = new BinomialSampler(n, p);
        var values = new int[count];
        for (int i = 0; i < count; i++) values[i] = sampler.Next(_twister);
        return values;
    }

    /// <summary>Fills with the draws of <see cref="Binomial(int, double, int)"/>; with n = 1 that is a dropout mask that keeps with
    /// probability p.</summary>
    /// <exception cref="ArgumentException"><paramref name="n"/> is negative or <paramref name="p"/> is not in [0, 1].</exception>
    public void FillBinomial(Span<float> values, int n, double p)
    {
        var sampler = new BinomialSampler(n, p);
        for (int i = 0; i < values.Length; i++) values[i] = sampler.Next(_twister);
    }
}
