using System.Security.Cryptography;
using System.Text;

namespace DeepLearning.Plotting;

/// <summary>The page fragment of a figure: the static picture, and a script that puts the interactive chart in its place.</summary>
internal static class FigureHtml
{
    private const string PlotlyUrl = "https://cdn.jsdelivr.net/npm/plotly.js-dist-min@4.1.2/plotly.min.js";

    // Of plotly.min.js in the npm package plotly.js-dist-min 4.1.2: a copy that differs by one bit does not run.
    private const string PlotlyIntegrity = "sha384-hHv6D3tTUUBpp4tVv6t2Dc3oGuRhphmWOTKUR8jWyN0Pnon1g3iebKCNDNmKmxo8";

    public static string Write(Figure figure)
    {
        var svg = figure.ToSvg();
        var model = FigureModel.Of(figure);
        var box = $"max-width:{SvgWriter.Number(model.Width)}px";
        // A grid of pictures gains nothing from being interactive.
        if (figure.Data.Count == 0)
            return $"<div class=\"dl-figure\" style=\"{box}\">{svg}</div>";
        var json = Escape(PlotlyLayout.Finish(figure, model).ToJsonString());
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
}
