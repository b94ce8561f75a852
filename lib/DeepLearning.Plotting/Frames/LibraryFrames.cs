using DeepLearning.Data;
using DeepLearning.Training;
using Microsoft.Data.Analysis;

namespace DeepLearning.Frames;

/// <summary>Data frames of what the library holds.</summary>
public static class LibraryFrames
{
    /// <summary>Boston housing as a frame of 506 rows and 14 columns: the features as in the file, then the target <c>medv</c>.</summary>
    public static DataFrame ToFrame(this Boston boston)
    {
        ArgumentNullException.ThrowIfNull(boston);
        return new DataFrame(
            [.. boston.FeatureNames.Select((name, j) => Column(name, boston.Features, j)), Column(Boston.Target, boston.Targets, 0)]);
    }

    /// <summary>A row for each run of a grid: its settings, its seed, its score, and why it failed.</summary>
    public static DataFrame ToFrame(this GridResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Frame(result.RunColumns());
    }

    /// <summary>A row for each setting of a grid: mean, standard deviation, smallest and largest score of its seeds.</summary>
    public static DataFrame ToSummary(this GridResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Frame(result.SummaryColumns());
    }

    private static DoubleDataFrameColumn Column(string name, double[,] values, int j) =>
        new(name, Enumerable.Range(0, values.GetLength(0)).Select(i => values[i, j]));

    private static DataFrame Frame(GridColumn[] columns) => new(columns.Select(column => column.Numbers is { } numbers
        ? (DataFrameColumn)new DoubleDataFrameColumn(column.Name, numbers) : new StringDataFrameColumn(column.Name, column.Texts)));
}
