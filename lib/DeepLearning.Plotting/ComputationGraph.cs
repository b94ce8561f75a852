using System.Collections.Immutable;
using DeepLearning.Display;

namespace DeepLearning.Plotting;

/// <summary>A diagram of a computation, boxes and arrows from left to right: values flow forward, gradients back.</summary>
/// <remarks>Immutable: every method returns a larger copy, so that a first drawing without gradients and a second with them can share
/// their start.
/// Data are round, parameters are hexagons, operations are boxes; a label may have further, smaller lines after <c>\n</c>.</remarks>
[TypeFormatterSource(typeof(RichOutputFormatters))]
public sealed class ComputationGraph : IRichOutput
{
    /// <summary>An empty diagram.</summary>
    public ComputationGraph()
    {
    }

    private ComputationGraph(ComputationGraph other)
    {
        (Nodes, Edges, Title, GivenDescription) = (other.Nodes, other.Edges, other.Title, other.GivenDescription);
    }

    /// <summary>The sentence that says what the diagram shows: the one given, else one made from its arrows.</summary>
    public string Description => GivenDescription ?? Describe();

    internal ImmutableList<GraphNode> Nodes { get; private init; } = [];

    internal ImmutableList<GraphEdge> Edges { get; private init; } = [];

    internal string Title { get; private init; } = "";

    private string? GivenDescription { get; init; }

    /// <summary>A row of operations: the first name is the input, the last the output.</summary>
    /// <exception cref="ArgumentException">There are fewer than two names, or two are equal.</exception>
    public static ComputationGraph Chain(params string[] names)
    {
        if (names.Length < 2)
            throw new ArgumentException($"ComputationGraph.Chain: {names.Length} names; an input and an output are needed at least.",
                nameof(names));
        var graph = new ComputationGraph().Input(names[0]);
        for (var i = 1; i < names.Length - 1; i++)
            graph = graph.Operation(names[i], names[i - 1]);
        return graph.Output(names[^1], names[^2]);
    }

    /// <summary>Data that goes in.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public ComputationGraph Input(string name, string? label = null) => Add(GraphNodeKind.Input, name, [], label);

    /// <summary>Numbers that are learned.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public ComputationGraph Parameter(string name, string? label = null) => Add(GraphNodeKind.Parameter, name, [], label);

    /// <summary>An operation on one earlier node.</summary>
    /// <exception cref="ArgumentException">The name is taken, or <paramref name="from"/> is not in the diagram yet.</exception>
    public ComputationGraph Operation(string name, string from, string? label = null) => Add(GraphNodeKind.Operation, name, [from], label);

    /// <summary>An operation on several earlier nodes.</summary>
    /// <exception cref="ArgumentException">The name is taken, or a name in <paramref name="from"/> is not in the diagram yet.</exception>
    public ComputationGraph Operation(string name, string[] from, string? label = null) => Add(GraphNodeKind.Operation, name, from, label);

    /// <summary>A result: the output of a function, a loss.</summary>
    /// <exception cref="ArgumentException">The name is taken, or <paramref name="from"/> is not in the diagram yet.</exception>
    public ComputationGraph Output(string name, string from, string? label = null) => Add(GraphNodeKind.Output, name, [from], label);

    /// <summary>Writes a value over every arrow that leaves a node.</summary>
    /// <exception cref="ArgumentException">No arrow leaves the node.</exception>
    public ComputationGraph Value(string from, string text) =>
        Change($"Value(\"{from}\")", e => e.From == from, e => e with { Value = text });

    /// <summary>Writes a value over one arrow.</summary>
    /// <exception cref="ArgumentException">There is no such arrow.</exception>
    public ComputationGraph Value(string from, string to, string text) =>
        Change($"Value(\"{from}\", \"{to}\")", e => e.From == from && e.To == to, e => e with { Value = text });

    /// <summary>Draws the gradient that flows back over the arrow <paramref name="from"/> → <paramref name="to"/>: dashed, in another
    /// colour, below it.</summary>
    /// <exception cref="ArgumentException">There is no such arrow.</exception>
    public ComputationGraph Gradient(string from, string to, string text) =>
        Change($"Gradient(\"{from}\", \"{to}\")", e => e.From == from && e.To == to, e => e with { Gradient = text });

    /// <summary>The headline.</summary>
    public ComputationGraph WithTitle(string title) => new(this) { Title = title };

    /// <summary>A sentence that says what the diagram shows, for people who can't see it.</summary>
    public ComputationGraph WithDescription(string sentence) => new(this) { GivenDescription = sentence };

    /// <summary>The diagram as a complete SVG document.</summary>
    public string ToSvg() => GraphSvg.Draw(this);

    /// <summary>The diagram as a fragment of a page.</summary>
    public string ToHtml() => PictureHtml.WritePicture(ToSvg(), plotlyJson: null, ToString());

    /// <summary>Writes <see cref="ToSvg"/> to a file.</summary>
    public void SaveSvg(string path) => Serialization.AtomicFile.Write(path, ToSvg());

    /// <summary>One line in words.</summary>
    public override string ToString() => Title.Length == 0 ? $"Diagram: {Description}" : $"Diagram “{Title}”: {Description}";

    private ComputationGraph Add(GraphNodeKind kind, string name, string[] from, string? label)
    {
        if (Nodes.Exists(n => n.Name == name))
            throw new ArgumentException($"ComputationGraph.{kind}: there is a node '{name}' already; names must differ, labels may repeat.", nameof(name));
        if (kind == GraphNodeKind.Operation && from.Length == 0)
            throw new ArgumentException($"ComputationGraph.Operation: '{name}' comes from no node; an operation needs an input.",
                nameof(from));
        foreach (var source in from)
            if (!Nodes.Exists(n => n.Name == source))
                throw new ArgumentException(
                    $"ComputationGraph.{kind}: '{name}' comes from '{source}', which is not in the diagram yet; it has {Names()}.",
                        nameof(from));
        return new(this)
        {
            Nodes = Nodes.Add(new GraphNode(name, label ?? name, kind)),
            Edges = Edges.AddRange(from.Select(source => new GraphEdge(source, name, null, null))),
        };
    }

    private ComputationGraph Change(string call, Predicate<GraphEdge> which, Func<GraphEdge, GraphEdge> change)
    {
        if (!Edges.Exists(which))
            throw new ArgumentException($"ComputationGraph.{call}: there is no such arrow; the diagram has {Arrows()}.");
        return new(this) { Edges = [.. Edges.Select(e => which(e) ? change(e) : e)] };
    }

    private string Names() => Nodes.IsEmpty ? "no nodes" : string.Join(", ", Nodes.Select(n => $"'{n.Name}'"));

    private string Arrows() => Edges.IsEmpty ? "no arrows" : string.Join(", ", Edges.Select(e => $"{e.From} → {e.To}"));

    private string Describe()
    {
        var label = Nodes.ToDictionary(n => n.Name, n => n.Label.Split('\n')[0]);
        var steps = Nodes.Where(n => Edges.Exists(e => e.To == n.Name))
            .Select(n => $"{string.Join(" and ", Edges.Where(e => e.To == n.Name).Select(e => label[e.From]))} → {label[n.Name]}");
        var back = Edges.Where(e => e.Gradient is not null).Select(e => $"{label[e.To]} to {label[e.From]}: {e.Gradient}").ToArray();
        return Nodes.IsEmpty ? "An empty diagram."
            : $"{string.Join("; ", steps)}.{(back.Length > 0 ? $" Gradients back: {string.Join("; ", back)}." : "")}";
    }
}

internal enum GraphNodeKind
{
    Input,
    Parameter,
    Operation,
    Output,
}

internal sealed record GraphNode(string Name, string Label, GraphNodeKind Kind);

internal sealed record GraphEdge(string From, string To, string? Value, string? Gradient);
