namespace Notebooks.Packages;

/// <summary>A package could not be had; the message says why and what to do.</summary>
/// <param name="code">Such as <c>NU1101</c>.</param>
/// <param name="message">For the reader.</param>
internal sealed class PackageException(string code, string message) : Exception(message)
{
    public string Code => code;
}
