namespace DeepLearning.Optimizers;

/// <summary>An optimizer whose past gradients push on: schedules such as <c>OneCycle</c> may change how much of them is kept.</summary>
public interface IMomentum
{
    /// <summary>The share of the past that is kept, from 0 to below 1; may be changed between steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not from 0 to below 1.</exception>
    float Momentum { get; set; }
}
