using DeepLearning.Display;

namespace DeepLearning.Training;

/// <summary>A column of a grid's tables: numbers, where a missing one is null, or texts.</summary>
internal sealed class GridColumn
{
    public GridColumn(string name, IEnumerable<double?> numbers) => (Name, Numbers) = (name, [.. numbers]);

    public GridColumn(string name, IEnumerable<string?> texts) => (Name, Texts) = (name, [.. texts]);

    public string Name { get; }

    public double?[]? Numbers { get; }

    public string?[]? Texts { get; }

    /// <summary>The values on an axis, by their places on it.</summary>
    public static GridColumn Of(GridAxis axis, IEnumerable<int> places) => axis.Numbers is { } numbers
        ? new(axis.Name, places.Select(place => (double?)numbers[place]))
        : new(axis.Name, places.Select(place => (string?)axis.Labels[place]));

    /// <summary>The values as they are shown.</summary>
    public string[] Cells() => Numbers is { } numbers ? Decimals.Format(numbers) : [.. Texts!.Select(text => text ?? "")];
}
