using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DeepLearning.Plotting;

/// <summary>The page fragment of a map: the static picture, and a script that shows at the pointer what lies there.</summary>
internal static class PictureMapHtml
{
    private const int ThumbnailSide = 96;

    public static string Write(PictureMap map)
    {
        var drawing = new PictureMapSvg(map);
        var svg = drawing.Draw();
        var box = $"max-width:{SvgWriter.Number(drawing.Width)}px";
        if (map.Sheet is not { } sheet) return $"<div class=\"dl-figure\" style=\"{box}\">{svg}</div>";
        var data = Data(map, drawing, sheet);
        var id = "dl" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(data + svg)))[..12];
        return $"<div class=\"dl-figure\" data-dl-map=\"{id}\" style=\"{box};position:relative\">{svg}</div><script>{Script(id, data)}</script>";
    }

    // Numbers and a base64 text: nothing in it can end the script.
    private static string Data(PictureMap map, PictureMapSvg drawing, SpriteSheet sheet)
    {
        var scale = (double)ThumbnailSide / Math.Max(sheet.Width, sheet.Height);
        string Numbered(IEnumerable<double> values) => "[" + string.Join(',', values.Select(v => Math.Round(v).ToString(CultureInfo.InvariantCulture))) + "]";
        return $"{{w:{SvgWriter.Number(drawing.Width)},a:{SvgWriter.Number(sheet.Width * scale)},b:{SvgWriter.Number(sheet.Height * scale)},c:{sheet.Columns},"
            + $"x:{Numbered(sheet.Points.Select(i => drawing.Place(i).X))},y:{Numbered(sheet.Points.Select(i => drawing.Place(i).Y))},"
            + $"g:{Numbered(sheet.Points.Select(i => (double)map.Groups[i]))},n:{Numbered(sheet.Points.Select(i => (double)i))},s:'{sheet.Source}'}}";
    }

    // The nearest point with a picture, no farther than 25 pixels; a ring marks it. Listens on each copy of the map that stands on the page.
    private static string Script(string id, string data) => $$"""
        (()=>{const d={{data}};document.querySelectorAll('[data-dl-map="{{id}}"]:not([data-dl-on])').forEach(e=>{e.dataset.dlOn='';
        const v=e.querySelector('svg'),make=css=>{const n=document.createElement('div');n.style.cssText=css;return n},
        ring=make('position:absolute;display:none;pointer-events:none;width:12px;height:12px;margin:-8px 0 0 -8px;border:2px solid #000;border-radius:50%;box-shadow:0 0 0 1.5px #fff'),
        tip=make('position:absolute;display:none;pointer-events:none;z-index:9;padding:5px 5px 2px;background:#fff;color:#333;border:1px solid #9aa0a6;border-radius:6px;font:12px system-ui,sans-serif;text-align:center;box-shadow:0 2px 8px #0004'),
        pic=make('width:'+d.a+'px;height:'+d.b+'px;image-rendering:pixelated;background:url('+d.s+') 0 0/'+d.c*d.a+'px auto'),cap=make('padding-top:2px');
        tip.append(pic,cap);e.append(ring,tip);const hide=()=>{ring.style.display=tip.style.display='none'};
        const show=t=>{const r=v.getBoundingClientRect(),o=e.getBoundingClientRect(),k=r.width/d.w,x=(t.clientX-r.left)/k,y=(t.clientY-r.top)/k;let n=-1,m=625;
        for(let i=0;i<d.x.length;i++){const q=(d.x[i]-x)**2+(d.y[i]-y)**2;if(q<m)m=q,n=i}if(n<0)return hide();
        const l=r.left-o.left+d.x[n]*k,u=r.top-o.top+d.y[n]*k,w=d.a+12,h=d.b+30;pic.style.backgroundPosition=-(n%d.c)*d.a+'px '+-Math.floor(n/d.c)*d.b+'px';cap.textContent=d.g[n]+' (no. '+d.n[n]+')';
        ring.style.left=l+'px';ring.style.top=u+'px';tip.style.left=(l+14+w>o.width?Math.max(0,l-14-w):l+14)+'px';tip.style.top=Math.max(0,Math.min(u-h/2,o.height-h))+'px';ring.style.display=tip.style.display='block'};
        v.addEventListener('pointermove',show);v.addEventListener('pointerdown',show);v.addEventListener('pointerleave',hide)})})()
        """.ReplaceLineEndings("");
}
