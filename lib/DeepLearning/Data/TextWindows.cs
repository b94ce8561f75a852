using DeepLearning.Tensors;

namespace DeepLearning.Data;

/// <summary>A batch of windows of a text, and the characters that follow each of theirs.</summary>
/// <param name="Inputs">Numbers of the characters, window after window [batch · length].</param>
/// <param name="Targets">Numbers of the characters one further on.</param>
/// <param name="Batch">How many windows.</param>
/// <param name="Length">How many characters each.</param>
/// <param name="Symbols">The size of the vocabulary.</param>
public sealed record TextWindows(int[] Inputs, int[] Targets, int Batch, int Length, int Symbols)
{
    /// <summary>The inputs one-hot [batch, length, symbols].</summary>
    public Tensor OneHotInputs() => OneHot.Encode(Inputs, Symbols).Reshape(Batch, Length, Symbols);

    /// <summary>The targets one-hot, a row for each position [batch · length, symbols].</summary>
    public Tensor OneHotTargets() => OneHot.Encode(Targets, Symbols);
}
