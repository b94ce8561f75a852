using DeepLearning.Tensors;

namespace DeepLearning.Serialization;

/// <summary>One tensor in the header of a safetensors file.</summary>
/// <param name="Name">Its name, unique in the file.</param>
/// <param name="Type">What its numbers are: F32, BF16, I64, …</param>
/// <param name="Shape">The lengths of its axes.</param>
/// <param name="Begin">Its first byte, counted from the end of the header.</param>
/// <param name="End">The byte behind its last.</param>
internal sealed record TensorEntry(string Name, string Type, Shape Shape, long Begin, long End)
{
    /// <summary>Name, type and shape, as messages and lists show them.</summary>
    public override string ToString() => $"{Name} {Type} {Shape}";
}
