namespace DeepLearning.Training;

/// <summary>Where <see cref="ActivationStats"/> looks.</summary>
public enum ActivationPoint
{
    /// <summary>At what leaves the layers with weights (Conv2d, Linear), before the activation behind them; the last layer has none behind it.</summary>
    BeforeActivation,

    /// <summary>At what leaves the activations.</summary>
    AfterActivation,
}
