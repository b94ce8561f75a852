using System.Text.Json.Nodes;
using Notebooks.Documents;

namespace Notebooks.Tests.Documents;

public class JsonTextTests
{
    [Fact]
    public void Text_is_what_Jupyter_writes_byte_for_byte()
    {
        // json.dumps(..., sort_keys=True, indent=1, ensure_ascii=False) of Python, and a newline
        const string jupyter =
            "{\n \"cells\": [\n  {\n   \"id\": \"a\",\n   \"outputs\": [],\n   \"source\": [\n    \"é → 😀 \\\"quoted\\\" \\\\ " +
            "tab\\t\\u0001</a>\\n\"\n   ]\n  }\n ],\n \"metadata\": {},\n \"nbformat\": 4,\n \"x\": [\n  1e-05,\n  1.50,\n  true,\n  " +
            "null\n ]\n}\n";
        Assert.Equal(jupyter, JsonText.Write(JsonNode.Parse(jupyter)));
    }

    [Fact]
    public void Keys_are_sorted_whatever_their_order_was() =>
        Assert.Equal("{\n \"A\": 1,\n \"a\": {\n  \"b\": 2,\n  \"c\": 3\n }\n}\n", JsonText.Write(JsonNode.Parse("""{"a":{"c":3,"b":2},"A":1}""")));

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("a\n")]
    [InlineData("a\n\nb")]
    [InlineData("\n")]
    public void Lines_keep_their_ends_and_join_to_the_same_text(string text)
    {
        var lines = MultilineText.Write(text);
        Assert.Equal(text, MultilineText.Read(lines));
        Assert.All(lines.SkipLast(1), line => Assert.EndsWith("\n", line!.GetValue<string>(), StringComparison.Ordinal));
    }
}
