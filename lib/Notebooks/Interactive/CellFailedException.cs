using Notebooks.Engine;

namespace Notebooks.Interactive;

/// <summary>Carries why a cell failed through the kernels.</summary>
internal sealed class CellFailedException(CellError error) : Exception(error.Message)
{
    public CellError Error => error;
}
