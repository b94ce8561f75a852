using System.Globalization;
using DeepLearning.Tensors;
using MathNet.Numerics.LinearAlgebra;
using Microsoft.Data.Analysis;

namespace DeepLearning.Frames;

/// <summary>From data frames to arrays, matrices and tensors, and back.</summary>
public static class FrameConversion
{
    /// <summary>The numbers in a column; a missing one is NaN. Yes and no are 1 and 0.</summary>
    /// <exception cref="ArgumentException">The column holds no numbers.</exception>
    public static double[] ToDoubles(this DataFrameColumn column)
    {
        ArgumentNullException.ThrowIfNull(column);
        CheckNumeric(column, "ToDoubles");
        return [.. Enumerable.Range(0, checked((int)column.Length)).Select(i =>
            column[i] is { } value ? Convert.ToDouble(value, CultureInfo.InvariantCulture) : double.NaN)];
    }

    /// <summary>The named columns, or all, as a matrix [rows, columns] in double precision.</summary>
    /// <exception cref="ArgumentException">There is no such column, or it holds no numbers, or one is missing.</exception>
    public static Matrix<double> ToMatrix(this DataFrame frame, params string[] columns) =>
        Matrix<double>.Build.DenseOfColumnArrays(Columns(frame, columns, "ToMatrix"));

    /// <summary>The named columns, or all, as a tensor [rows, columns] in single precision.</summary>
    /// <exception cref="ArgumentException">There is no such column, or it holds no numbers, or one is missing.</exception>
    public static Tensor ToTensor(this DataFrame frame, params string[] columns) =>
        Tensor.FromColumns([.. Columns(frame, columns, "ToTensor").Select(column => Array.ConvertAll(column, value => (float)value))]);

    /// <summary>The columns of a matrix as a frame.</summary>
    /// <param name="matrix">The values [rows, columns].</param>
    /// <param name="names">The columns' names; without any, they are called 0, 1, 2 and so on.</param>
    /// <exception cref="ArgumentException">There are more or fewer names than columns, or one appears twice.</exception>
    public static DataFrame ToFrame(this Matrix<double> matrix, params string[] names)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        names = Names(names, matrix.ColumnCount, $"[{matrix.RowCount}, {matrix.ColumnCount}]");
        return new DataFrame(names.Select((name, j) => new DoubleDataFrameColumn(name, matrix.Column(j).ToArray())));
    }

    /// <summary>The columns of a tensor as a frame, in single precision.</summary>
    /// <param name="tensor">The values [rows, columns], or [rows] for one column.</param>
    /// <param name="names">The columns' names; without any, they are called 0, 1, 2 and so on.</param>
    /// <exception cref="ShapeException">The tensor has more than two dimensions, or none.</exception>
    /// <exception cref="ArgumentException">There are more or fewer names than columns, or one appears twice.</exception>
    public static DataFrame ToFrame(this Tensor tensor, params string[] names)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (tensor.Shape.Rank is not (1 or 2))
            throw new ShapeException($"Tensor.ToFrame: 'tensor' has shape {tensor.Shape}; expected [*] or [*, *].");
        int rows = tensor.Shape[0], width = tensor.Shape.Rank == 1 ? 1 : tensor.Shape[1];
        names = Names(names, width, tensor.Shape.ToString());
        float[] values = tensor.ToArray();
        return new DataFrame(names.Select((name, j) =>
            new SingleDataFrameColumn(name, Enumerable.Range(0, rows).Select(i => values[i * width + j]))));
    }

    /// <summary>Only the named columns, in that order, as copies.</summary>
    /// <exception cref="ArgumentException">There is no such column, or it is named twice.</exception>
    public static DataFrame Select(this DataFrame frame, params string[] columns)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(columns);
        return new DataFrame([.. Distinct(columns, "Select").Select(name => Column(frame, name, "Select").Clone())]);
    }

    internal static DataFrameColumn Column(DataFrame frame, string name, string caller) =>
        frame.Columns.FirstOrDefault(column => column.Name == name) ?? throw new ArgumentException(
            $"DataFrame.{caller}: there is no column '{name}'; there are {string.Join(", ", frame.Columns.Select(column => column.Name))}.",
            nameof(name));

    private static double[][] Columns(DataFrame frame, string[] names, string caller)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(names);
        DataFrameColumn[] columns = names.Length == 0 ? [.. frame.Columns] : [.. names.Select(name => Column(frame, name, caller))];
        if (columns.Length == 0 || columns[0].Length == 0)
        {
            string what = columns.Length == 0 ? "columns" : "rows";
            throw new ArgumentException($"DataFrame.{caller}: the frame has no {what}.", nameof(frame));
        }
        foreach (var column in columns)
        {
            CheckNumeric(column, caller);
            if (column.NullCount == 0) continue;
            long first = Enumerable.Range(0, (int)column.Length).First(i => column[i] is null);
            string missing = column.NullCount == 1 ? "a missing value" : $"{column.NullCount} missing values, the first";
            throw new ArgumentException($"DataFrame.{caller}: column '{column.Name}' has {missing} in row {first}. " +
                "Leave such rows out with DropNulls(), or fill the gaps with FillNulls(…).", nameof(frame));
        }
        return [.. columns.Select(ToDoubles)];
    }

    private static void CheckNumeric(DataFrameColumn column, string caller)
    {
        if (!column.IsNumericColumn() && column.DataType != typeof(bool))
        {
            throw new ArgumentException(
                $"DataFrame.{caller}: column '{column.Name}' holds {column.DataType.Name} values, not numbers.", nameof(column));
        }
    }

    private static string[] Names(string[] names, int count, string shape)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Length == 0) return [.. Enumerable.Range(0, count).Select(j => j.ToString(CultureInfo.InvariantCulture))];
        if (names.Length != count)
            throw new ArgumentException($"ToFrame: {names.Length} names for the {count} columns of shape {shape}.", nameof(names));
        return Distinct(names, "ToFrame");
    }

    private static string[] Distinct(string[] names, string caller) =>
        names.GroupBy(name => name).FirstOrDefault(same => same.Count() > 1) is { } twice
            ? throw new ArgumentException($"{caller}: column '{twice.Key}' is named twice.", nameof(names)) : names;
}
