namespace DeepLearning.Tensors.Cpu;

/// <summary>Splits channels into blocks of nearly equal size.</summary>
internal struct OutputBlocks(int channels, int blocks)
{
    private int _block = -1;

    public readonly (int Start, int End) Current => (_block * channels / blocks, (_block + 1) * channels / blocks);

    public bool MoveNext() => ++_block < blocks;

    public readonly OutputBlocks GetEnumerator() => this;
}
