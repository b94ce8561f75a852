using Notebooks.Engine;

namespace Notebooks.Tests.Engine;

public class PlainTextTests
{
    public static TheoryData<object?, string> Values => new()
    {
        { null, "null" },
        { "text", "text" },
        { 'c', "'c'" },
        { true, "true" },
        { 0.1 + 0.2, "0.30000000000000004" },
        { 6.0, "6" },
        { 1.1f, "1.1" },
        { double.NaN, "NaN" },
        { 1234567.5m, "1234567.5" },
        { DayOfWeek.Monday, "Monday" },
        { new[] { 1.5, 2 }, "[1.5, 2]" },
        { new[] { "a", "b" }, "[\"a\", \"b\"]" },
        { Array.Empty<int>(), "[]" },
        { new List<int[]> { new[] { 1, 2 }, new[] { 3 } }, "[[1, 2], [3]]" },
        { new Dictionary<string, int> { ["a"] = 1 }, "{\"a\": 1}" },
        { (1, "a", (2.5, 'x')), "(1, \"a\", (2.5, 'x'))" },
        { new double[,] { { 1, -2.5 }, { 30, 4 } }, "[[   1, -2.5],\n [  30,    4]]" },
        { new int[1, 2, 2], "[[[0, 0],\n  [0, 0]]]" },
        { Enumerable.Range(0, 1000).ToArray(), "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, … (1000 items)]" },
        { typeof(Dictionary<string, int[]>), "Dictionary<string, int[]>" },
        { new Plain(), "Plain { Name = \"n\", Size = 2 }" },
        { new Bare(), "Bare" },
        { new { A = 1 }, "{ A = 1 }" },
        { (Func<int, double>)(x => x), "Func<int, double>" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_is_written_as_a_reader_expects(object? value, string expected) => Assert.Equal(expected, PlainText.Of(value));

    [Fact]
    public void An_endless_sequence_is_cut() => Assert.EndsWith("19, …]", PlainText.Of(Naturals()), StringComparison.Ordinal);

    private static IEnumerable<int> Naturals()
    {
        for (var i = 0; ; i++) yield return i;
    }

    private sealed class Plain
    {
        public string Name { get; } = "n";

        public int Size { get; } = 2;
    }

    private sealed class Bare;
}
