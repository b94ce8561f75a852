namespace DeepLearning.Training;

/// <summary>Where <see cref="ActivationStats"/> looks.</summary>
public enum ActivationPlace
{
    /// <summary>At what leaves the layers with weights (Conv2d, Linear), before the ReLU behind them; the last layer has none behind it.</summary>
    BeforeRelu,

    /// <summary>At what leaves the activations (ReLU, LeakyReLU, Tanh, Sigmoid).</summary>
    AfterRelu,
}
