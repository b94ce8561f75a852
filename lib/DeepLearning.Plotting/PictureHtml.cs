using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace DeepLearning.Plotting;

/// <summary>The page fragment of any picture: charts, computation graphs, matrix diagrams, maps and image grids come through
/// here.</summary>
/// <remarks>A PNG with its words, which needs neither scripts nor styles; and a script that hands the crisp picture and the live chart to
/// <c>pictures.js</c>, where the page can have that file: from the book's pages, the VS Code extension, Jupyter's folder of our kernel, or
/// <c>lib/bin</c> above the notebook. Elsewhere the PNG stays.</remarks>
internal static partial class PictureHtml
{
    private const string File = "pictures.js";
    private const int FoldersUp = 4;
    private static readonly Lazy<string> Nearby = new(FromNotebook);

    /// <param name="svg">The still picture, a complete SVG document in the colours of a light page.</param>
    /// <param name="plotlyJson">The live chart, <c>{"data": […], "layout": {…}}</c>; null for what gains nothing from being live.</param>
    /// <param name="alt">What the picture shows, in words.</param>
    /// <param name="map">What the pointer finds on a <see cref="PictureMap"/>, in JavaScript.</param>
    public static string WritePicture(string svg, string? plotlyJson, string alt, string? map = null)
    {
        var chart = plotlyJson is null ? "" : ",chart:" + Escape(plotlyJson);
        return Write(svg, $"svg:{Quote(svg)}{chart}{(map is null ? "" : ",map:" + map)}", alt);
    }

    /// <param name="svg">The still picture, a complete SVG document in the colours of a light page.</param>
    /// <param name="parts">What the script in the page gets, as properties of an object of JavaScript.</param>
    /// <param name="alt">What the picture shows, in words.</param>
    public static string Write(string svg, string parts, string alt)
    {
        var (width, height) = (Width().Match(svg).Groups[1].Value, Height().Match(svg).Groups[1].Value);
        var still = StillPng.Of(svg) is { } png
            ? $"<img src=\"data:image/png;base64,{Convert.ToBase64String(png)}\" alt=\"{WebUtility.HtmlEncode(alt)}\" "
                + $"width=\"{Whole(width)}\" height=\"{Whole(height)}\" style=\"max-width:100%;height:auto\">"
            : svg;
        var id = Id(parts);
        return $"<div class=\"dl-figure\" data-dl-figure=\"{id}\" style=\"max-width:{width}px\">{still}</div>"
            + $"<script>{Script($"{{id:'{id}',{parts}}}")}</script>";
    }

    /// <param name="html">A table or a text, which stands there without scripts, too.</param>
    /// <param name="parts">What the script in the page gets, as properties of an object of JavaScript.</param>
    /// <param name="caption">A line below it where no script runs.</param>
    public static string WriteWords(string html, string parts, string caption)
    {
        var id = Id(parts);
        return $"<div class=\"dl-words\" data-dl-figure=\"{id}\"><div>{html}</div>"
            + $"<p><small>{WebUtility.HtmlEncode(caption)}</small></p></div>"
            + $"<script>{Script($"{{id:'{id}',{parts}}}")}</script>";
    }

    // Inside a script element only these can end it or open a comment.
    public static string Escape(string json) =>
        json.Replace("<", "\\u003c").Replace(">", "\\u003e").Replace("&", "\\u0026")
            .Replace("\u2028", "\\u2028").Replace("\u2029", "\\u2029");

    /// <summary>A text as JavaScript writes it.</summary>
    public static string Quote(string text) =>
        "'" + text.Replace("\\", "\\\\").Replace("'", "\\'").Replace("\r", "").Replace("\n", "\\n").Replace("</", "<\\/")
            .Replace("<!", "<\\!")
            .Replace("\u2028", "\\u2028").Replace("\u2029", "\\u2029") + "'";

    private static string Id(string parts) => "dl" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(parts)))[..12];

    // Who comes first on a page fetches pictures.js; the others wait in its list.
    private static string Script(string picture) => $$"""
        (w=>{if(!w.dlPictures){w.dlPictures=[];const d=document,c=d.getElementById('jupyter-config-data'),
        b=d.body.dataset.baseUrl??(c&&JSON.parse(c.textContent).baseUrl),
        u=b?['.net-csharp','deep-learning-csharp'].map(k=>b+'kernelspecs/'+k+'/{{File}}'):[{{Nearby.Value}}],
        f=()=>{const s=d.createElement('script');s.src=u.shift();s.onerror=()=>u.length&&f();d.head.append(s)};u.length&&f()}
        w.dlPictures.push({{picture}})})(window)
        """.ReplaceLineEndings("");

    // In VS Code addresses are relative to the notebook's folder, which is the current one.
    private static string FromNotebook()
    {
        var (folder, up) = (new DirectoryInfo(Environment.CurrentDirectory), "");
        for (var i = 0; i < FoldersUp && folder is not null; i++, folder = folder.Parent, up += "../")
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "lib", "bin", File))) return $"'{up}lib/bin/{File}'";
        return "";
    }

    private static string Whole(string number) => SvgWriter.Number(Math.Round(double.Parse(number, CultureInfo.InvariantCulture)));

    [GeneratedRegex("""\swidth="([0-9.]+)""")]
    private static partial Regex Width();

    [GeneratedRegex("""\sheight="([0-9.]+)""")]
    private static partial Regex Height();
}
