namespace DeepLearning.Tensors.Cpu;

/// <summary>A set of output positions that share their taps: all of them, or, for the gradient of a strided convolution, every s-th.</summary>
internal unsafe struct CorrelationPhase
{
    /// <summary>Terms of the sum behind one output.</summary>
    public int Depth;

    /// <summary>Where each term's pixel lies, seen from the output's position.</summary>
    public int* Taps;

    /// <summary>The weights, in blocks of output channels: for each tap those of the block side by side.</summary>
    public float* Weights;

    /// <summary>Vectors of output positions.</summary>
    public int Vectors;

    /// <summary>Where each vector's input and output begin.</summary>
    public int* From, To;

    /// <summary>Vectors put together from the ends of two rows, in threes.</summary>
    public int JoinedVectors;

    /// <summary>What they are put together from.</summary>
    public RowEndsVector* Joined;

    /// <summary>How many positions of a vector count.</summary>
    public int Valid;

    /// <summary>How far apart its positions lie in the output.</summary>
    public int Step;
}
