using System.Text.RegularExpressions;
using MathNet.Numerics;

namespace DeepLearning.Plotting.Tests;

public class FittedLineTests
{
    private static readonly double[] s_x = [1, 2, 4, 7], s_y = [3, 1, 8, 9];

    [Fact]
    public void The_line_is_that_of_the_least_squares()
    {
        var line = FittedLine.Through(s_x, s_y);
        var (intercept, slope) = Fit.Line(s_x, s_y);
        Assert.Equal(slope, line.Slope, 1e-12);
        Assert.Equal(intercept, line.Intercept, 1e-12);
        Assert.Equal(s_x.Zip(s_y, (x, y) => y - intercept - slope * x).Average(e => e * e), line.Loss, 1e-12);
        Assert.True(line.LossOf(slope + 0.1) > line.Loss && line.LossOf(slope - 0.1) > line.Loss);
    }

    [Fact]
    public void The_page_gets_points_and_fit_and_a_still_picture_remains_without_it()
    {
        var line = FittedLine.Through(s_x, s_y).WithAxes("rooms", "price");
        var html = line.ToHtml();
        Assert.Contains("x:[1,2,4,7],y:[3,1,8,9]", html, StringComparison.Ordinal);
        Assert.Matches("fit:\\[1\\.2[0-9]+,", html);
        Assert.Equal(line.ToString(), Assert.Single(Sanitizer.Pictures(html)).Words);
        Assert.Contains("slope 1.262", line.ToString(), StringComparison.Ordinal);
        Assert.Contains(Sanitizer.Svg(html).Texts(), text => text == "rooms");
        Assert.Equal(2, Regex.Count(Sanitizer.Svg(html).ToString(), "<svg[^>]*overflow"));
        Assert.Equal("Line: A sentence.", line.WithDescription("A sentence.").ToString());
    }

    [Fact]
    public void Points_without_a_line_are_refused_in_words()
    {
        Refused("3 x and 2 y", [1, 2, 3], [1, 2]);
        Refused("2 points; from 3 to 100", [1, 2], [1, 2]);
        Refused("not a number", [1, 2, double.NaN], [1, 2, 3]);
        Refused("all x are equal", [2, 2, 2], [1, 2, 3]);

        static void Refused(string reason, double[] x, double[] y) =>
            Assert.Contains(reason, Assert.Throws<ArgumentException>(() => FittedLine.Through(x, y)).Message, StringComparison.Ordinal);
    }
}
