using DeepLearning.Tensors;

namespace DeepLearning.Analysis;

/// <summary>How far a map has come.</summary>
/// <param name="Iteration">Iterations done.</param>
/// <param name="Iterations">Iterations in all.</param>
/// <param name="Divergence">The Kullback-Leibler divergence, without the exaggeration.</param>
/// <param name="Points">The map as it is now [N, 2].</param>
public sealed record TSneProgress(int Iteration, int Iterations, double Divergence, Tensor Points);

/// <summary>A finished map.</summary>
/// <param name="Points">Where each point lies [N, 2].</param>
/// <param name="Divergence">The Kullback-Leibler divergence between neighbourhoods in the data and in the map; smaller is better.</param>
public sealed record TSneMap(Tensor Points, double Divergence);

/// <summary>Where the points of a map start.</summary>
public enum TSneStart
{
    /// <summary>Along the two directions in which the data spread most: large groups then begin where they belong.</summary>
    PrincipalComponents,

    /// <summary>At random around the origin.</summary>
    Random,
}
