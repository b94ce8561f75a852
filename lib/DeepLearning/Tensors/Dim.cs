namespace DeepLearning.Tensors;

/// <summary>Placeholders for the axes of an expected shape.</summary>
public static class Dim
{
    /// <summary>Matches any length; printed as <c>*</c>.</summary>
    public const int Any = -1;
}
