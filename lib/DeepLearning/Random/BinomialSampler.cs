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
        if (!(p >= 0 && p <= 1)) throw new ArgumentException($"RandomState.Binomial: 'p' is a probability from 0 to 1, got {p}.",
            nameof(p));
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

/// <summary>Binomial draws where n·p is large: a triangle, two parallelograms and two exponential tails cover the histogram; points under
/// it count.</summary>
/// <remarks>Method BTPE of V. Kachitvichyanukul and B. W. Schmeiser (1988), with p at most one half; letters as in the paper.</remarks>
internal sealed class BinomialRejection
{
    private readonly int _n, _mode;
    private readonly double _r, _q, _nrq, _xm, _xl, _xr, _c, _lambdaLeft, _lambdaRight, _p1, _p2, _p3, _p4;

    public BinomialRejection(int n, double p)
    {
        _n = n;
        _r = Math.Min(p, 1.0 - p);
        _q = 1.0 - _r;
        _nrq = n * _r * _q;
        double fm = n * _r + _r;
        _mode = (int)Math.Floor(fm);
        _p1 = Math.Floor(2.195 * Math.Sqrt(n * _r * _q) - 4.6 * _q) + 0.5;
        _xm = _mode + 0.5;
        _xl = _xm - _p1;
        _xr = _xm + _p1;
        _c = 0.134 + 20.5 / (15.3 + _mode);
        double a = (fm - _xl) / (fm - _xl * _r);
        _lambdaLeft = a * (1.0 + a / 2.0);
        a = (_xr - fm) / (_xr * _q);
        _lambdaRight = a * (1.0 + a / 2.0);
        _p2 = _p1 * (1.0 + 2.0 * _c);
        _p3 = _p2 + _c / _lambdaLeft;
        _p4 = _p3 + _c / _lambdaRight;
    }

    public int Next(MersenneTwister twister)
    {
        while (true)
        {
            double u = twister.NextDouble() * _p4;
            double v = twister.NextDouble();
            double y;
            if (u <= _p1) return (int)Math.Floor(_xm - _p1 * v + u); // the triangle lies wholly under the histogram
            if (u <= _p2)
            {
                double x = _xl + (u - _p1) / _c;
                v = v * _c + 1.0 - Math.Abs(_mode - x + 0.5) / _p1;
                if (v > 1.0) continue;
                y = Math.Floor(x);
            }
            else if (u <= _p3)
            {
                y = Math.Floor(_xl + PortableMath.Log(v) / _lambdaLeft);
                if (y < 0 || v == 0.0) continue;
                v = v * (u - _p2) * _lambdaLeft;
            }
            else
            {
                y = Math.Floor(_xr - PortableMath.Log(v) / _lambdaRight);
                if (y > _n || v == 0.0) continue;
                v = v * (u - _p3) * _lambdaRight;
            }
            if (Accept((int)y, v)) return (int)y;
        }
    }

    private bool Accept(int y, double v)
    {
        double k = Math.Abs(y - _mode);
        if (k <= 20 || k >= _nrq / 2.0 - 1) return v <= Ratio(y);

        // Squeezes that settle most cases without the four series below.
        double rho = k / _nrq * ((k * (k / 3.0 + 0.625) + 0.16666666666666666) / _nrq + 0.5);
        double t = -k * k / (2 * _nrq);
        double logV = PortableMath.Log(v);
        if (logV < t - rho) return true;
        if (logV > t + rho) return false;
        double x = y + 1, f = _mode + 1, z = _n + 1.0 - _mode, w = _n - y + 1.0;
        return logV <= _xm * PortableMath.Log(f / x) + (_n - _mode + 0.5) * PortableMath.Log(z / w) +
            (y - _mode) * PortableMath.Log(w * _r / (x * _q)) +
            Stirling(f) + Stirling(z) + Stirling(x) + Stirling(w);
    }

    // P(y) / P(mode), factor by factor.
    private double Ratio(int y)
    {
        double s = _r / _q, a = s * (_n + 1.0), ratio = 1.0;
        for (int i = _mode + 1; i <= y; i++) ratio *= a / i - s;
        for (int i = y + 1; i <= _mode; i++) ratio /= a / i - s;
        return ratio;
    }

    private static double Stirling(double x)
    {
        double x2 = x * x;
        return (13680.0 - (462.0 - (132.0 - (99.0 - 140.0 / x2) / x2) / x2) / x2) / x / 166320.0;
    }
}
