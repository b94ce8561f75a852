namespace DeepLearning.Tensors;

/// <summary>The right factor of several products, see <see cref="Backend.Prepare"/>.</summary>
/// <param name="Matrix">The matrix, as it is stored.</param>
/// <param name="IsTransposed">Whether its transpose is the factor.</param>
/// <param name="Prepared">Its values in the order in which the device's product reads them; null if they are read from the matrix.</param>
public sealed record RightFactor(Tensor Matrix, bool IsTransposed, Tensor? Prepared = null);
