using System.Runtime.CompilerServices;
using System.Text.Json;
using DeepLearning.Data;
using DeepLearning.Frames;
using Microsoft.Data.Analysis;

namespace DeepLearning.Plotting.Tests.Frames;

public class FrameDescriptionTests
{
    private static readonly string[] Statistics = ["mean", "std", "min", "25%", "median", "75%", "max"];

    private static JsonElement[] Fixture([CallerFilePath] string here = "") =>
        [.. JsonDocument.Parse(File.ReadAllBytes(
            Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "fixtures",
                "frame_description.json"))).RootElement.GetProperty("columns").EnumerateArray()];

    [Fact]
    public void Statistics_are_NumPys_with_missing_values_left_out()
    {
        foreach (var column in Fixture())
        {
            double?[] values = [.. column.GetProperty("values").EnumerateArray().Select(v =>
                v.ValueKind == JsonValueKind.Null ? (double?)null : v.GetDouble())];
            var described = new DataFrame(new DoubleDataFrameColumn("x", values)).Describe();
            Assert.Equal(column.GetProperty("count").GetInt64(), described["count"][0]);
            Assert.Equal(column.GetProperty("missing").GetInt64(), described["missing"][0]);
            foreach (string statistic in Statistics)
            {
                double expected = column.GetProperty(statistic).GetDouble(), actual = (double)described[statistic][0];
                Assert.True(Math.Abs(expected - actual) <= 1e-9 * Math.Max(Math.Abs(expected), 1e-6),
                    $"{column.GetProperty("name")}, {statistic}: {expected} and {actual}");
            }
        }
    }

    [Fact]
    public void Columns_of_numbers_have_a_row_each_and_others_none()
    {
        var described = new DataFrame(new DoubleDataFrameColumn("x", new double?[] { 3, null, 1, double.NaN, 2, 10 }),
            new StringDataFrameColumn("name", ["a", "b", "c", "d", "e", "f"]), new Int32DataFrameColumn("whole", [1, 2, 3, 4, 5, 6]),
            new SingleDataFrameColumn("one", new float?[] { 7, null, null, null, null, null }),
            new DoubleDataFrameColumn("none", new double?[6])).Describe();
        Assert.Equal(["column", "count", "missing", .. Statistics], described.Columns.Select(column => column.Name));
        Assert.Equal(["x", "whole", "one", "none"], described["column"].Cast<string>());
        Assert.Equal([4L, 6, 1, 0], described["count"].Cast<long>());
        Assert.Equal([2L, 0, 5, 6], described["missing"].Cast<long>());
        Assert.Equal([4, 3.5, 7, double.NaN], described["mean"].ToDoubles());
        Assert.Equal([Math.Sqrt(50 / 3.0), Math.Sqrt(3.5), double.NaN, double.NaN], described["std"].ToDoubles(),
            (a, b) => a.Equals(b) || Math.Abs(a - b) < 1e-12);
        Assert.Equal([1.75, 2.25, 7, double.NaN], described["25%"].ToDoubles());
    }

    [Fact]
    public void Bostons_districts_are_described()
    {
        var frame = Boston.Load().ToFrame();
        Assert.Equal((506L, 14), (frame.Rows.Count, frame.Columns.Count));
        Assert.Equal("medv", frame.Columns[^1].Name);
        var described = frame.Describe();
        // numpy.loadtxt: x[:, 13].mean(), x[:, 13].std(ddof=1), numpy.quantile(x[:, 13], 0.25)
        Assert.Equal(22.532806324110677, (double)described["mean"][13], 12);
        Assert.Equal(9.197104087379815, (double)described["std"][13], 12);
        Assert.Equal(17.025, (double)described["25%"][13], 12);
    }
}
