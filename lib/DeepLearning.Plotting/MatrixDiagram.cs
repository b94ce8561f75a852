using System.Collections.Immutable;
using System.Numerics;
using DeepLearning.Display;

namespace DeepLearning.Plotting;

/// <summary>Matrices drawn as grids in a row, with signs between them: <c>X [N, In] · W [In, Out] = Y [N, Out]</c>.</summary>
/// <remarks>Immutable. Sides with the same name have the same length and colour, so that one sees which must agree.</remarks>
[TypeFormatterSource(typeof(RichOutputFormatters))]
public sealed class MatrixDiagram : IRichOutput
{
    /// <summary>An empty diagram.</summary>
    public MatrixDiagram()
    {
    }

    private MatrixDiagram(MatrixDiagram other)
    {
        (Parts, Title, GivenDescription) = (other.Parts, other.Title, other.GivenDescription);
    }

    /// <summary>The sentence that says what the diagram shows: the one given, else one made from its parts.</summary>
    public string Description => GivenDescription ?? string.Join(" ", Parts.Select(p => p.Text)) + ".";

    internal ImmutableList<MatrixPart> Parts { get; private init; } = [];

    internal string Title { get; private init; } = "";

    private string? GivenDescription { get; init; }

    /// <summary>A matrix whose sides have names, such as <c>N</c>, or sizes, such as <c>784</c>.</summary>
    public MatrixDiagram Matrix(string name, string rows, string columns) => Add(new MatrixPart(name, rows, columns, null));

    /// <summary>A matrix whose sides have sizes.</summary>
    /// <exception cref="ArgumentException">A side is not positive.</exception>
    public MatrixDiagram Matrix(string name, int rows, int columns)
    {
        if (rows < 1 || columns < 1)
            throw new ArgumentException($"MatrixDiagram.Matrix: '{name}' has shape [{rows}, {columns}]; both sides must be positive.",
                nameof(rows));
        return Matrix(name, Numbers.Text(rows), Numbers.Text(columns));
    }

    /// <summary>A small matrix with its numbers.</summary>
    /// <exception cref="ArgumentException">The matrix is empty, or a side is longer than 16.</exception>
    public MatrixDiagram Matrix<T>(string name, T[,] values)
        where T : INumber<T>
    {
        ArgumentNullException.ThrowIfNull(values);
        var (rows, columns) = (values.GetLength(0), values.GetLength(1));
        if (rows is < 1 or > 16 || columns is < 1 or > 16)
            throw new ArgumentException(
                $"MatrixDiagram.Matrix: '{name}' has shape [{rows}, {columns}]; sides from 1 to 16 can be written out, Chart.Heatmap " +
                    "shows larger ones.", nameof(values));
        var texts = new string[rows, columns];
        for (var r = 0; r < rows; r++)
            for (var c = 0; c < columns; c++)
                texts[r, c] = Numbers.Text(double.CreateChecked(values[r, c]), 3);
        return Add(new MatrixPart(name, Numbers.Text(rows), Numbers.Text(columns), texts));
    }

    /// <summary>A sign between matrices, such as · + = →.</summary>
    public MatrixDiagram Symbol(string symbol) => Add(new MatrixPart(symbol, null, null, null));

    /// <summary>The headline.</summary>
    public MatrixDiagram WithTitle(string title) => new(this) { Title = title };

    /// <summary>A sentence that says what the diagram shows, for people who can't see it.</summary>
    public MatrixDiagram WithDescription(string sentence) => new(this) { GivenDescription = sentence };

    /// <summary>The diagram as a complete SVG document.</summary>
    public string ToSvg() => new MatrixSvg(this).Draw();

    /// <summary>The diagram as a fragment of a page.</summary>
    public string ToHtml() => PictureHtml.WritePicture(ToSvg(), plotlyJson: null, ToString());

    /// <summary>Writes <see cref="ToSvg"/> to a file.</summary>
    public void SaveSvg(string path) => Serialization.AtomicFile.Write(path, ToSvg());

    /// <summary>One line in words.</summary>
    public override string ToString() => Title.Length == 0 ? $"Diagram: {Description}" : $"Diagram “{Title}”: {Description}";

    private MatrixDiagram Add(MatrixPart part) => new(this) { Parts = Parts.Add(part) };
}

/// <summary>A matrix, or a sign where the sides are missing.</summary>
internal sealed record MatrixPart(string Name, string? Rows, string? Columns, string[,]? Texts)
{
    public string Text => Rows is null ? Name : $"{Name} [{Rows}, {Columns}]";
}
