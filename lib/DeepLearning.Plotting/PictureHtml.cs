using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace DeepLearning.Plotting;

/// <summary>The page fragment of any picture: charts, computation graphs, matrix diagrams, maps and image grids all come through here.</summary>
internal static partial class PictureHtml
{
    private const string PlotlyUrl = "https://cdn.jsdelivr.net/npm/plotly.js-dist-min@4.1.2/plotly.min.js";

    // Of plotly.min.js in the npm package plotly.js-dist-min 4.1.2: a copy that differs by one bit does not run.
    private const string PlotlyIntegrity = "sha384-hHv6D3tTUUBpp4tVv6t2Dc3oGuRhphmWOTKUR8jWyN0Pnon1g3iebKCNDNmKmxo8";

    /// <param name="svg">The still picture, a complete SVG document in the colours of a light page.</param>
    /// <param name="plotlyJson">The live chart, <c>{"data": […], "layout": {…}}</c>; null for what gains nothing from being live.</param>
    /// <param name="alt">What the picture shows, in words.</param>
    public static string Write(string svg, string? plotlyJson, string alt)
    {
        _ = alt;
        var box = $"max-width:{Width().Match(svg).Groups[1].Value}px";
        if (plotlyJson is null)
            return $"<div class=\"dl-figure\" style=\"{box}\">{svg}</div>";
        var json = Escape(plotlyJson);
        var id = "dl" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)))[..12];
        return $"<div class=\"dl-figure\" data-dl-figure=\"{id}\" style=\"{box}\">{svg}</div><script>{Script(id, json)}</script>";
    }

    // No element is looked up by a place in the page: the same figure may stand on it several times.
    private static string Script(string id, string json) => $$"""
        (()=>{const f={{json}};
        const w=window;w.dlPlotly??=w.Plotly?Promise.resolve(w.Plotly):new Promise((ok,no)=>{const s=document.createElement('script');
        s.src='{{PlotlyUrl}}';s.integrity='{{PlotlyIntegrity}}';s.crossOrigin='anonymous';s.onload=()=>w.Plotly?ok(w.Plotly):no();s.onerror=no;document.head.append(s)});
        w.dlPlotly.then(P=>document.querySelectorAll('[data-dl-figure="{{id}}"]:not([data-dl-on])').forEach(e=>{
        e.dataset.dlOn='';const o=e.firstElementChild,d=document.createElement('div'),c=structuredClone(f);
        e.style.position='relative';d.style.cssText='position:absolute;inset:0;visibility:hidden';
        e.append(d);P.newPlot(d,c.data,c.layout,{responsive:true,displaylogo:false,modeBarButtonsToRemove:['sendChartToCloud','select2d','lasso2d','autoScale2d']}).then(()=>{o.remove();
        d.style.cssText='width:100%;height:'+c.layout.height+'px'},()=>d.remove())})).catch(()=>{})})()
        """.ReplaceLineEndings("");

    // Inside a script element only these can end it or open a comment.
    private static string Escape(string json) =>
        json.Replace("<", "\\u003c").Replace(">", "\\u003e").Replace("&", "\\u0026").Replace("\u2028", "\\u2028").Replace("\u2029", "\\u2029");

    [GeneratedRegex("""\swidth="([0-9.]+)""")]
    private static partial Regex Width();
}
