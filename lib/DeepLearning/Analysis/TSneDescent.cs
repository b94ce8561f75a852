using DeepLearning.Tensors;

namespace DeepLearning.Analysis;

/// <summary>The points of a map on their way down.</summary>
internal sealed class TSneDescent
{
    private const float LeastGain = 0.01f;

    private readonly Attraction _attraction;
    private readonly Repulsion _repulsion;
    private readonly float _theta;
    private readonly Coordinate _x, _y;

    /// <summary>Begins with points x₀, y₀, x₁, y₁, ….</summary>
    public TSneDescent(Affinities affinities, float[] points, float theta)
    {
        var count = points.Length / 2;
        (_attraction, _repulsion, _theta) = (new(affinities), new(count), theta);
        (_x, _y) = (new(count), new(count));
        for (var i = 0; i < count; i++) (_x.Places[i], _y.Places[i]) = (points[2 * i], points[2 * i + 1]);
    }

    public bool IsFinite => Array.TrueForAll(_x.Places, float.IsFinite) && Array.TrueForAll(_y.Places, float.IsFinite);

    public Tensor Points() => Tensor.FromColumns(_x.Places, _y.Places).Keep();

    public double Divergence() => _attraction.Divergence(_x.Places, _y.Places, Repel());

    public void Step(float rate, float momentum, float exaggeration)
    {
        var z = Pull();
        _x.Step(rate, momentum, exaggeration, (float)(1 / z));
        _y.Step(rate, momentum, exaggeration, (float)(1 / z));
    }

    /// <summary>The gradient x₀, y₀, x₁, y₁, … of the divergence.</summary>
    internal float[] Gradient(float exaggeration = 1)
    {
        var scale = (float)(1 / Pull());
        return [.. Enumerable.Range(0, _x.Places.Length)
            .SelectMany(i => new[] { _x.Gradient(i, exaggeration, scale), _y.Gradient(i, exaggeration, scale) })];
    }

    private double Pull()
    {
        _attraction.Compute(_x.Places, _y.Places, _x.Attraction, _y.Attraction);
        return Repel();
    }

    private double Repel() => _repulsion.Compute(_x.Places, _y.Places, _theta, _x.Repulsion, _y.Repulsion);

    /// <summary>One coordinate of all points.</summary>
    private sealed class Coordinate(int count)
    {
        private readonly float[] _velocity = new float[count];
        private readonly float[] _gains = [.. Enumerable.Repeat(1f, count)];

        public float[] Places { get; } = new float[count];

        public float[] Attraction { get; } = new float[count];

        public float[] Repulsion { get; } = new float[count];

        // 4 Σ (p − q) w (y − y'), the sum over p pulls, the one over q pushes.
        public float Gradient(int i, float exaggeration, float scale) => 4 * (exaggeration * Attraction[i] - Repulsion[i] * scale);

        public void Step(float rate, float momentum, float exaggeration, float scale)
        {
            var sum = 0.0;
            for (var i = 0; i < Places.Length; i++)
            {
                var gradient = Gradient(i, exaggeration, scale);
                // Downhill as before: the gain grows by and by. Turned round: it shrinks at once.
                _gains[i] = (gradient > 0) != (_velocity[i] > 0) ? _gains[i] + 0.2f : Math.Max(LeastGain, _gains[i] * 0.8f);
                _velocity[i] = momentum * _velocity[i] - rate * _gains[i] * gradient;
                Places[i] += _velocity[i];
                sum += Places[i];
            }
            // Only differences matter; without this the map would drift.
            var mean = (float)(sum / Places.Length);
            for (var i = 0; i < Places.Length; i++) Places[i] -= mean;
        }
    }
}
