namespace DeepLearning.Gpu.Kernels;

/// <summary>Four numbers that lie side by side: read from memory in one access, kept in four registers.</summary>
/// <param name="X">The first.</param>
/// <param name="Y">The second.</param>
/// <param name="Z">The third.</param>
/// <param name="W">The fourth.</param>
public readonly record struct Float4(float X, float Y, float Z, float W)
{
    /// <summary>sum + factor · v.</summary>
    public static Float4 AddScaled(Float4 sum, float factor, Float4 v) =>
        new(sum.X + factor * v.X, sum.Y + factor * v.Y, sum.Z + factor * v.Z, sum.W + factor * v.W);
}
