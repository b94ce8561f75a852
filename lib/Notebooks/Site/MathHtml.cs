using Markdig.Extensions.Mathematics;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace Notebooks.Site;

/// <summary>Writes a formula as text that can be read as it is, with the TeX from which a script can set it.</summary>
internal static class MathHtml
{
    internal sealed class Inline : HtmlObjectRenderer<MathInline>
    {
        protected override void Write(HtmlRenderer renderer, MathInline formula) =>
            renderer.Write(Element("span", formula.DelimiterCount == 2, formula.Content.ToString()));
    }

    internal sealed class Block : HtmlObjectRenderer<MathBlock>
    {
        protected override void Write(HtmlRenderer renderer, MathBlock formula) =>
            renderer.EnsureLine().Write(Element("div", display: true, formula.Lines.ToString())).EnsureLine();
    }

    private static string Element(string name, bool display, string tex) =>
        $"<{name} class=\"math{(display ? " display" : "")}\" " +
        $"data-tex=\"{Html.Escape(tex.Trim())}\">{Html.Escape(TexText.Of(tex))}</{name}>";
}
