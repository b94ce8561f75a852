using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Plotly.NET;

namespace DeepLearning.Plotting.Tests;

public class SliderTests
{
    private static readonly double[] s_rates = [0.1, 0.25, 1.5];

    private static GenericChart Draw(double rate) => Chart.Line([0, rate, 2 * rate])
        .WithTitle($"rate {rate.ToString(CultureInfo.InvariantCulture)}").WithSize(400, 300);

    [Fact]
    public void What_pictures_share_is_stored_once_and_comes_back_whole()
    {
        var random = new System.Random(3);
        for (var round = 0; round < 200; round++)
        {
            string[] blocks = [.. Enumerable.Range(0, 6).Select(i => new string((char)('a' + i % 2), random.Next(40)) + random.Next(100))];
            string[] texts = [.. Enumerable.Range(0, 8).Select(_ =>
                string.Concat(Enumerable.Range(0, random.Next(9)).Select(_ => blocks[random.Next(6)])))];
            var pool = new FramePool(texts);
            Assert.Equal(texts, pool.Frames.Select(pieces => Joined(pool.Text, pieces)));
        }
    }

    [Fact]
    public void A_picture_that_was_there_costs_a_few_numbers()
    {
        var svg = Draw(1).ToSvg();
        var pool = new FramePool([svg, svg, svg.Replace("rate 1", "rate 2", StringComparison.Ordinal)]);
        Assert.InRange(pool.Text.Length, svg.Length, svg.Length + 60);
        Assert.Equal(2, pool.Frames[1].Length);
    }

    [Fact]
    public void The_page_gets_the_picture_of_every_value()
    {
        var slider = Slider.Of("learning rate", s_rates, Draw);
        var (labels, values, frames) = Parts(slider.ToHtml());
        Assert.Equal(["learning rate"], labels);
        Assert.Equal(["0.1", "0.25", "1.5"], Assert.Single(values));
        Assert.Equal(slider.Frames.Texts, frames);
        Assert.Contains(">rate 0.25<", frames[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Two_sliders_have_a_picture_for_every_pair_the_second_moves_faster()
    {
        var slider = Slider.Of("rate", s_rates, "layers", [1, 2], (rate, layers) => Draw(rate).WithTitle($"{rate}, {layers}")).StartAt(0.25,
            2);
        var (labels, values, frames) = Parts(slider.ToHtml());
        Assert.Equal(["rate", "layers"], labels);
        Assert.Equal(["1", "2"], values[1]);
        Assert.Equal(6, frames.Length);
        Assert.Contains($">{0.25}, 2<", frames[3], StringComparison.Ordinal);
        Assert.Contains("start:[1,1]", slider.ToHtml(), StringComparison.Ordinal);
        Assert.Contains("At rate = 0.25, layers = 2:", slider.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_axis_that_follows_the_data_is_the_same_in_all_pictures()
    {
        var free = Slider.Of("rate", s_rates, Draw).Frames.Texts;
        Assert.All(free, svg => Assert.Contains(">3<", svg, StringComparison.Ordinal)); // the top of the last: 2 · 1.5
        var fixedEnds = Slider.Of("rate", s_rates, rate => Draw(rate).WithYAxis(null, 0, 8 * rate)).Frames.Texts;
        Assert.DoesNotContain(">3<", fixedEnds[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Diagrams_of_different_sizes_stand_on_sheets_of_one()
    {
        var slider = Slider.Of("steps", [1, 2, 3], n => ComputationGraph.Chain([.. Enumerable.Range(0, n + 1).Select(i => $"node {i}")]));
        Assert.Single(slider.Frames.Texts.Select(SliderFrames.SizeOf).Distinct());
        Assert.All(slider.Frames.Texts, svg => Assert.Equal("svg", System.Xml.Linq.XElement.Parse(svg).Name.LocalName));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Without_scripts_a_picture_with_its_words_remains(bool strip)
    {
        var slider = Slider.Of("learning rate", s_rates, Draw).StartAt(0.25);
        if (strip) slider = slider.WithStrip(0.1, 0.25, 1.5).WithDescription("The line gets steeper.");
        var picture = Assert.Single(Sanitizer.Pictures(slider.ToHtml()));
        Assert.StartsWith("data:image/png;base64,", picture.Source, StringComparison.Ordinal);
        Assert.Equal(strip ? 1000 : 400, picture.Width);
        Assert.Equal(slider.ToString(), picture.Words);
        Assert.Contains(strip ? "The line gets steeper." : "At learning rate = 0.25: Figure “rate 0.25”", picture.Words,
            StringComparison.Ordinal);
        Assert.Contains("3 pictures, from 0.1 to 1.5", picture.Words, StringComparison.Ordinal);
        Assert.Equal("", Regex.Replace(Sanitizer.Clean(slider.ToHtml()), "<[^>]*>", "").Trim());
    }

    [Fact]
    public void The_still_picture_says_where_it_stands()
    {
        var still = SliderHtml.Still(Slider.Of("learning rate", s_rates, Draw).StartAt(0.25));
        Assert.Contains(System.Xml.Linq.XElement.Parse(still).Texts(), text =>
            text.StartsWith("learning rate = 0.25 – one of 3 pictures", StringComparison.Ordinal));
    }

    [Fact]
    public void Tables_and_texts_stand_there_without_scripts()
    {
        var html = Slider.Of("n", [1, 2], n => $"<n> is {n}\n& more").ToHtml();
        Assert.Contains("<pre>&lt;n&gt; is 1\n&amp; more</pre>", Sanitizer.Clean(html), StringComparison.Ordinal);
        var (_, _, frames) = Parts(html);
        Assert.Equal("<pre>&lt;n&gt; is 2\n&amp; more</pre>", frames[1]);
        Assert.Contains("one of 2 pictures", html, StringComparison.Ordinal);
        var both = Sanitizer.Clean(Slider.Of("n", [1, 2, 3], n => $"is {n}").WithStrip(3, 1).ToHtml());
        Assert.Matches("<b>n = 3</b></p><pre>is 3</pre><p><b>n = 1</b></p><pre>is 1</pre>.*2 of 3 pictures", both);
    }

    [Fact]
    public void Values_that_are_no_numbers_are_all_named() =>
        Assert.Contains("2 pictures, through red, green.", Slider.Of("colour", ["red", "green"], name => name).ToString(),
            StringComparison.Ordinal);

    [Fact]
    public void Colours_mean_the_same_in_all_pictures()
    {
        var slider = Slider.Of("n", [1, 2], n => Chart.Heatmap(new double[,] { { 0, n } }, map: ColorMap.Sequential));
        var top = slider.Frames.Texts.Select(svg => System.Xml.Linq.XElement.Parse(svg).Texts().Count(text => text == "2.0")).ToArray();
        Assert.Equal([1, 1], top); // the colour bar of both ends at 2
    }

    [Fact]
    public void Words_of_an_author_end_no_script()
    {
        var html = Slider.Of("</script><!-- 'x' \\", s_rates, rate => Draw(rate).WithTitle("</script><b>'\\ \u2028")).ToHtml();
        Assert.Equal(1, Regex.Count(html, "</script"));
        var (labels, _, frames) = Parts(html);
        Assert.Equal("</script><!-- 'x' \\", Assert.Single(labels));
        Assert.Contains("&lt;/script&gt;&lt;b&gt;'\\", frames[0], StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_shown_is_refused_in_words()
    {
        Refused("needs at least two", () => Slider.Of("rate", [0.1], Draw));
        Refused("needs a label", () => Slider.Of(" ", s_rates, Draw));
        Refused("no picture for value 2", () => Slider.Of<double>("rate", s_rates, rate => rate == 0.25 ? null! : Draw(rate)));
        Refused("of one kind", () => Slider.Of<double>("rate", s_rates, rate => rate == 0.25 ? "text" : Draw(rate)));
        Refused("a Random is no picture", () => Slider.Of<double>("rate", s_rates, _ => new System.Random(1)));
        Refused("has no value 0.3; it goes from 0.1 to 1.5", () => Slider.Of("rate", s_rates, Draw).StartAt(0.3));
        Refused("2 values for 1 slider", () => Slider.Of("rate", s_rates, Draw).StartAt(0.1, 1.5));
        Refused("has no value 7", () => Slider.Of("rate", s_rates, Draw).WithStrip(7));
        Refused("use StartAt", () => Slider.Of("a", [1, 2], "b", [1, 2], (a, b) => $"{a}{b}").WithStrip(1, 2));
        var random = new System.Random(1);
        Refused("at most 230 KB keep a notebook light. Draw fewer values", () => Slider.Of("rate", Enumerable.Range(0, 30),
            _ => Chart.Line(Enumerable.Range(0, 1500).Select(_ => random.NextDouble()))));

        static void Refused(string reason, Func<object> act) =>
            Assert.Contains(reason, Assert.Throws<ArgumentException>(act).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Committed_ones_keep_notebooks_light()
    {
        var (seen, heavy) = (0, new List<string>());
        foreach (var file in PictureHtmlTests.Notebooks())
        {
            if (new FileInfo(file).Length > 3 << 20)
                heavy.Add($"{Path.GetFileName(file)} has {new FileInfo(file).Length >> 10} KB; at most 3 MB");
            foreach (var cell in (JsonArray)JsonNode.Parse(File.ReadAllText(file))!["cells"]!)
                foreach (var html in PictureHtmlTests.Html(cell!).Where(html => html.Contains("part:'", StringComparison.Ordinal)))
                {
                    seen++;
                    if (html.Length > 300 << 10)
                        heavy.Add($"{Path.GetFileName(file)}, cell {cell!["id"]}: {html.Length >> 10} KB; at most 300 KB");
                }
        }
        Assert.True(heavy.Count == 0, string.Join("; ", heavy));
        Assert.True(seen > 0, "no living picture is committed");
    }

    // As pictures.js reads it.
    private static (string[] Labels, string[][] Values, string[] Frames) Parts(string html)
    {
        T Json<T>(string name, string end) =>
            JsonSerializer.Deserialize<T>(Regex.Match(html, $"{name}:(\\[.*?\\]),{end}:", RegexOptions.Singleline).Groups[1].Value)!;
        var pool = Regex.Match(html, "pool:'((?:[^'\\\\]|\\\\.)*)'", RegexOptions.Singleline).Groups[1].Value;
        pool = Regex.Replace(pool, "\\\\(u2028|.)", match =>
            match.Groups[1].Value switch { "n" => "\n", "u2028" => "\u2028", var other => other });
        return (Json<string[]>("labels", "values"), Json<string[][]>("values", "start"),
            [.. Json<int[][]>("frames", "pool").Select(pieces => Joined(pool, pieces))]);
    }

    private static string Joined(string pool, int[] pieces) =>
        string.Concat(Enumerable.Range(0, pieces.Length / 2).Select(i => pool.Substring(pieces[2 * i], pieces[2 * i + 1])));
}
