using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Display;

/// <summary>One row of a <see cref="Card"/>: a reference number (or several) beside ours, written with the same decimals.</summary>
/// <remarks>
/// Equal means: the same text once both are rounded to the decimals that the reference was printed with, so −0.00 counts as 0.00.
/// </remarks>
public sealed class Comparison
{
    private readonly double[] _book, _ours;
    private readonly int _rowLength;
    private readonly double? _tolerance;

    private Comparison(string quantity, double[] book, double[] ours, int decimals, double? tolerance, int? rowLength = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(quantity);
        if (decimals is < 0 or > 15)
            throw new ArgumentOutOfRangeException(nameof(decimals), decimals,
                $"Comparison of '{quantity}': 'decimals' must be between 0 and 15.");
        if (book.Length != ours.Length || book.Length == 0)
            throw new ArgumentException($"Comparison of '{quantity}': {book.Length} reference numbers and {ours.Length} of ours; each " +
                "needs its partner.", nameof(ours));
        if (tolerance is < 0)
            throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance,
                $"Comparison of '{quantity}': 'tolerance' can't be negative.");
        (Quantity, _book, _ours, Decimals, _tolerance, _rowLength) = (quantity, book, ours, decimals, tolerance, rowLength ?? book.Length);
    }

    /// <summary>What is compared, such as <c>dL/dX[1,1]</c>.</summary>
    public string Quantity { get; }

    /// <summary>How many digits after the point are shown and compared.</summary>
    public int Decimals { get; }

    /// <summary>Whether every number agrees: in all printed digits, or within the tolerance where one was given.</summary>
    public bool Agrees => Numbers.All(pair => _tolerance is { } allowed ? Gap(pair) <= allowed : Written(pair.Book) == Written(pair.Ours));

    /// <summary>The reference as it is shown.</summary>
    public string Book => Written(_book);

    /// <summary>Our value as it is shown.</summary>
    public string Ours => Written(_ours);

    /// <summary>The verdict in a sign and words, such as <c>✓ equal</c> or <c>≠ differs by 0.02</c>.</summary>
    public string Verdict => _tolerance is { } allowed
        ? Agrees ? $"✓ within {Short(allowed)}" : $"≠ off by {Written(Numbers.Max(Gap))}, more than {Short(allowed)}"
        : Agrees ? "✓ equal" : $"≠ differs by {Written(Numbers.Max(Gap))}";

    private IEnumerable<(double Book, double Ours)> Numbers => _book.Zip(_ours);

    /// <summary>A number that must agree in every printed digit.</summary>
    /// <param name="quantity">What it is.</param>
    /// <param name="book">The reference.</param>
    /// <param name="ours">Our value, unrounded.</param>
    /// <param name="decimals">The digits after the point that the reference was printed with.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="decimals"/> is not between 0 and 15.</exception>
    public static Comparison Of(string quantity, double book, double ours, int decimals) =>
        new(quantity, [book], [ours], decimals, null);

    /// <summary>Several numbers, each of which must agree in every printed digit.</summary>
    /// <exception cref="ArgumentException">There are more numbers on one side than on the other, or none.</exception>
    /// <inheritdoc cref="Of(string, double, double, int)"/>
    public static Comparison Of(string quantity, IEnumerable<double> book, IEnumerable<double> ours, int decimals) =>
        new(quantity, [.. book], [.. ours], decimals, null);

    /// <summary>A matrix, every entry of which must agree in every printed digit.</summary>
    /// <exception cref="ArgumentException">The shapes differ, or a matrix is empty.</exception>
    /// <inheritdoc cref="Of(string, double, double, int)"/>
    public static Comparison Of(string quantity, double[,] book, double[,] ours, int decimals)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(ours);
        (int rows, int columns) = (book.GetLength(0), book.GetLength(1));
        if ((rows, columns) != (ours.GetLength(0), ours.GetLength(1)))
            throw new ArgumentException(
                $"Comparison of '{quantity}': the reference has shape [{rows}, {columns}], ours [{ours.GetLength(0)}, " +
                    $"{ours.GetLength(1)}].", nameof(ours));
        return new(quantity, [.. book.Cast<double>()], [.. ours.Cast<double>()], decimals, null, columns);
    }

    /// <inheritdoc cref="Of(string, double[,], double[,], int)"/>
    public static Comparison Of(string quantity, Matrix<double> book, Matrix<double> ours, int decimals)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(ours);
        return Of(quantity, book.ToArray(), ours.ToArray(), decimals);
    }

    /// <summary>A number that must come as near to the reference as the tolerance says, where luck or hardware decides the last
    /// digits.</summary>
    /// <param name="quantity">What it is.</param>
    /// <param name="book">The reference.</param>
    /// <param name="ours">Our value, unrounded.</param>
    /// <param name="decimals">The digits after the point that are shown.</param>
    /// <param name="tolerance">The largest distance that still counts as agreement.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="tolerance"/> is negative, or <paramref name="decimals"/> not between
    /// 0 and 15.</exception>
    public static Comparison Within(string quantity, double book, double ours, int decimals, double tolerance) =>
        new(quantity, [book], [ours], decimals, tolerance);

    /// <summary>The row as text.</summary>
    public override string ToString() => $"{Quantity}: {Book} and {Ours}, {Verdict}";

    // NaN is as far away as can be, unless both are.
    private static double Gap((double Book, double Ours) pair) =>
        pair.Book.Equals(pair.Ours) ? 0 : double.IsNaN(pair.Book - pair.Ours) ? double.PositiveInfinity : Math.Abs(pair.Book - pair.Ours);

    private static string Short(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    private string Written(double[] values) =>
        string.Join("; ", values.Chunk(_rowLength).Select(row => string.Join(" ", row.Select(Written))));

    private string Written(double value)
    {
        string digits = value.ToString("F" + Decimals, CultureInfo.InvariantCulture);
        return digits.StartsWith('-') ? digits.AsSpan(1).ContainsAnyExcept('0', '.') ? "−" + digits[1..] : digits[1..] : digits;
    }
}
