using System.Globalization;
using System.Xml.Linq;

namespace DeepLearning.Plotting.Tests;

public class DiagramTests
{
    private static ComputationGraph Neuron => new ComputationGraph().Input("x").Parameter("w").Operation("m", from: ["x", "w"],
        label: "×\nmultiply")
        .Operation("s", "m", "σ").Output("y", "s");

    [Fact]
    public void A_chain_runs_from_left_to_right_on_one_line()
    {
        var texts = Svg(ComputationGraph.Chain("x", "square", "sigmoid", "y").ToSvg()).All("text").ToArray();
        Assert.Equal(["x", "square", "sigmoid", "y"], texts.OrderBy(t => At(t, "x")).Select(t => t.Value));
        Assert.Single(texts.Select(t => At(t, "y")).Distinct());
    }

    [Fact]
    public void Nodes_never_overlap()
    {
        var graph = new ComputationGraph().Input("h0");
        for (var t = 1; t <= 4; t++)
            graph = graph.Input($"x{t}").Operation($"h{t}", [$"h{t - 1}", $"x{t}"], $"a long label {t}").Output($"y{t}", $"h{t}");
        graph = graph.Operation("sum", ["y1", "y2", "y3", "y4", "h0"], "+");
        var places = new GraphLayout(graph).Places.Values.ToArray();
        foreach (var a in places)
            foreach (var b in places)
                Assert.True(a == b || Math.Abs(a.X - b.X) >= (a.Width + b.Width) / 2 || Math.Abs(a.Y - b.Y) >= (a.Height + b.Height) / 2,
                    $"{a.Node!.Name} and {b.Node!.Name} overlap.");
    }

    [Fact]
    public void Gradients_are_dashed_arrows_of_their_own()
    {
        int Dashed(ComputationGraph g) => Svg(g.ToSvg()).All("path").Count(p => p.Attribute("stroke-dasharray") is not null);
        Assert.Equal(0, Dashed(Neuron));
        var back = Neuron.Value("x", "3").Value("w", "m", "0.5").Gradient("s", "y", "1").Gradient("m", "s", "0.2");
        Assert.Equal(2, Dashed(back));
        Assert.Contains("0.2", Svg(back.ToSvg()).Texts());
        Assert.Equal("x and w → ×; × → σ; σ → y. Gradients back: σ to ×: 0.2; y to σ: 1.", back.Description);
    }

    [Fact]
    public void Diagrams_say_in_words_what_they_show()
    {
        Assert.Equal("Diagram: x and w → ×; × → σ; σ → y.", Neuron.ToString());
        Assert.Equal("Diagram “A neuron”: One input.", Neuron.WithTitle("A neuron").WithDescription("One input.").ToString());
        Assert.Equal("An empty diagram.", new ComputationGraph().Description);
        Assert.Equal("Diagram: X [N, In] · W [In, 7].",
            new MatrixDiagram().Matrix("X", "N", "In").Symbol("·").Matrix("W", "In", "7").ToString());
    }

    [Fact]
    public void Every_diagram_is_well_formed_reproducible_and_escaped()
    {
        const string Hostile = "<script>&\"";
        Func<string>[] diagrams =
        [
            () => Neuron.WithTitle(Hostile).ToHtml(), () => new ComputationGraph().ToHtml(), () =>
                new ComputationGraph().Input(Hostile).ToHtml(),
            () => new MatrixDiagram().ToHtml(), () => new MatrixDiagram().Matrix(Hostile, Hostile,
                "b").WithTitle(Hostile).WithDescription(Hostile).ToHtml(),
            () => new MatrixDiagram().Matrix("X", new[,] { { 1, 2 }, { 3, 4 } }).Symbol("→").Matrix("Y", 60000, 10).ToHtml(),
            () => Neuron.Operation("skip", ["x", "y"], "+").ToHtml(),
        ];
        foreach (var diagram in diagrams)
        {
            Assert.Empty(Sanitizer.Svg(diagram()).All("script"));
            Assert.Equal(1, diagram().Split("<script").Length - 1);
            Assert.DoesNotContain("NaN", Sanitizer.Svg(diagram()).ToString(), StringComparison.Ordinal);
            Assert.Equal(diagram(), diagram());
        }
    }

    [Fact]
    public void Diagrams_can_be_saved()
    {
        var path = Path.GetTempFileName();
        Neuron.SaveSvg(path);
        Assert.Equal(Neuron.ToSvg(), File.ReadAllText(path));
        var matrix = new MatrixDiagram().Matrix("X", 2, 3);
        matrix.SaveSvg(path);
        Assert.Equal(matrix.ToSvg(), File.ReadAllText(path));
        File.Delete(path);
    }

    [Fact]
    public void Mistakes_are_named()
    {
        void Says(string part, Action act) => Assert.Contains(part, Assert.ThrowsAny<ArgumentException>(act).Message,
            StringComparison.Ordinal);
        Says("ComputationGraph.Operation: 'q' comes from 'z', which is not in the diagram yet; it has 'x', 'w', 'm', 's', 'y'.",
            () => Neuron.Operation("q", "z"));
        Says("ComputationGraph.Input: there is a node 'x' already", () => Neuron.Input("x"));
        Says("ComputationGraph.Operation: 'q' comes from no node", () => Neuron.Operation("q", Array.Empty<string>()));
        Says("ComputationGraph.Gradient(\"x\", \"y\"): there is no such arrow; the diagram has x → m, w → m",
            () => Neuron.Gradient("x", "y", "1"));
        Says("ComputationGraph.Value(\"y\"): there is no such arrow", () => Neuron.Value("y", "1"));
        Says("ComputationGraph.Chain: 1 names", () => ComputationGraph.Chain("x"));
        Says("MatrixDiagram.Matrix: 'W' has shape [0, 2]; both sides must be positive", () => new MatrixDiagram().Matrix("W", 0, 2));
        Says("MatrixDiagram.Matrix: 'W' has shape [17, 2]; sides from 1 to 16", () => new MatrixDiagram().Matrix("W", new double[17, 2]));
    }

    private static XElement Svg(string svg) => XDocument.Parse(svg).Root!;

    private static double At(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
