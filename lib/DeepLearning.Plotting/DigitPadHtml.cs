using System.Globalization;
using System.Runtime.InteropServices;
using Plotly.NET;

namespace DeepLearning.Plotting;

/// <summary>The page fragment of a pad: ten digits as a still picture, and the network for <c>digit.js</c>.</summary>
internal static class DigitPadHtml
{
    public static string Write(DigitPad pad)
    {
        var still = Still(pad).ToSvg();
        var examples = string.Join(',', pad.Examples.Select(pixels => $"'{Convert.ToBase64String(pixels)}'"));
        var expected = string.Join(',', pad.Expected.Select(chances =>
            $"[{string.Join(',', chances.Select(c => Number(Math.Round(c, 4))))}]"));
        var data = $"part:'digit',size:{pad.Size},filters:{List(pad.Filters)},filterBiases:{List(pad.FilterBiases)},"
            + $"scales:{List(pad.Scales)},biases:{List(pad.Biases)},mean:{Number(pad.Mean)},deviation:{Number(pad.Deviation)},"
            + $"examples:[{examples}],expected:[{expected}],weights:'{Convert.ToBase64String(MemoryMarshal.AsBytes<sbyte>(pad.Weights))}'";
        return PictureHtml.Write(still, $"svg:{PictureHtml.Quote(still)},{data}", pad.ToString());
    }

    private static GenericChart Still(DigitPad pad) => Chart.Images(pad.Examples.Select(Picture), columns: 5, map: ColorMap.Gray,
            titles: pad.Expected.Select(chances =>
                $"reads {Array.IndexOf(chances, chances.Max())}, {chances.Max().ToString("P0", CultureInfo.InvariantCulture)}"))
        .WithDescription(pad.Description);

    private static float[,] Picture(byte[] pixels)
    {
        var side = (int)Math.Sqrt(pixels.Length);
        var picture = new float[side, side];
        for (var i = 0; i < pixels.Length; i++) picture[i / side, i % side] = pixels[i];
        return picture;
    }

    private static string List(float[] values) => "[" + string.Join(',', values.Select(value => Number(value))) + "]";

    private static string Number(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
