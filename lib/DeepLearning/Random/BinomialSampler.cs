using DeepLearning.Tensors;

namespace DeepLearning.Random;

/// <summary>Draws binomial numbers: by inversion where n·min(p, 1−p) is at most 30, else by the method BTPE.</summary>
internal sealed class BinomialSampler
{
    private readonly int _n;
    private readonly double _p; // of the rarer outcome
    private readonly bool _flipped;
    private readonly double _none;
    private readonly int _bound;
    private readonly BinomialRejection? _rejection;

    public BinomialSampler(int n, double p)
    {
        if (n < 0) throw new ArgumentException($"RandomState.Binomial: 'n' counts trials and can't be negative, got {n}.", nameof(n));
        if (!(p >= 0 && p <= 1)) throw new ArgumentException($"RandomState.Binomial: 'p' is a probability from 0 to 1, got {p}.", nameof(p));
        _n = n;
        _flipped = p > 0.5;
        _p = _flipped ? 1.0 - p : p;
        double mean = n * _p, q = 1.0 - _p;
        if (mean > 30.0)
        {
            _rejection = new BinomialRejection(n, _p);
            return;
        }
        _none = PortableMath.Exp(n * PortableMath.Log(q));
        _bound = (int)Math.Min(n, mean + 10.0 * Math.Sqrt(mean * q + 1));
    }

    public int Next(MersenneTwister twister)
    {
        int successes = _rejection?.Next(twister) ?? Invert(twister);
        return _flipped ? _n - successes : successes;
    }

    // Walks up the probabilities of 0, 1, 2, … successes until they use up one uniform number.
    private int Invert(MersenneTwister twister)
    {
        double q = 1.0 - _p;
        int successes = 0;
        double probability = _none;
        double left = twister.NextDouble();
        while (left > probability)
        {
            successes++;
            if (successes > _bound)
            {
                successes = 0;
                probability = _none;
                left = twister.NextDouble();
            }
            else
            {
                left -= probability;
                probability = (_n - successes + 1) * _p * probability / (successes * q);
            }
        }
        return successes;
    }
}
