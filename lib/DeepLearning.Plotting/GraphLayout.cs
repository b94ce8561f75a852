namespace DeepLearning.Plotting;

/// <summary>A node, or a bend of an arrow that passes a layer, and where it stands.</summary>
internal sealed class GraphPlace(GraphNode? node, int layer)
{
    public GraphNode? Node { get; } = node;

    public int Layer { get; set; } = layer;

    public double X { get; set; }

    public double Y { get; set; }

    public double Width { get; set; }

    public double Height { get; set; } = 16;

    public List<GraphPlace> Before { get; } = [];

    public List<GraphPlace> After { get; } = [];
}

/// <summary>Places the nodes of a graph in layers from left to right (after Sugiyama, Tagawa and Toda, 1981).</summary>
internal sealed class GraphLayout
{
    private readonly List<List<GraphPlace>> _layers = [];

    public GraphLayout(ComputationGraph graph)
    {
        HasGradients = graph.Edges.Exists(e => e.Gradient is not null);
        Places = graph.Nodes.ToDictionary(n => n.Name, n => new GraphPlace(n, 0));
        AssignLayers(graph);
        for (var i = 0; i <= Places.Values.Select(p => p.Layer).DefaultIfEmpty(-1).Max(); i++)
            _layers.Add([.. Places.Values.Where(p => p.Layer == i)]);
        foreach (var edge in graph.Edges)
            Routes.Add((edge, Route(edge)));
        foreach (var place in Places.Values)
            Measure(place);
        for (var sweep = 0; sweep < 8; sweep++)
            OrderLayers(sweep % 2 == 0);
        AssignY();
        AssignX();
    }

    public bool HasGradients { get; }

    public Dictionary<string, GraphPlace> Places { get; }

    public List<(GraphEdge Edge, GraphPlace[] Through)> Routes { get; } = [];

    public double Width { get; private set; }

    public double Height { get; private set; }

    /// <summary>The height at which an arrow enters its target: several arrows share the side, in the order of their sources.</summary>
    public double Port(GraphPlace[] through)
    {
        var (target, last) = (through[^1], through[^2]);
        var incoming = Routes.Where(r => r.Through[^1] == target).Select(r => r.Through[^2]).OrderBy(p => p.Y).ToList();
        return target.Y + (incoming.IndexOf(last) - (incoming.Count - 1) / 2.0) * PortGap;
    }

    private double PortGap => HasGradients ? 36 : 16;

    private double RowGap => HasGradients ? 40 : 26;

    // As far left as what comes before allows; then sources move right, next to the first that uses them.
    private void AssignLayers(ComputationGraph graph)
    {
        foreach (var node in graph.Nodes)
            Places[node.Name].Layer = graph.Edges.Where(e => e.To == node.Name).Select(e => Places[e.From].Layer + 1).DefaultIfEmpty(0)
                .Max();
        foreach (var node in graph.Nodes)
            if (!graph.Edges.Exists(e => e.To == node.Name) && graph.Edges.Exists(e => e.From == node.Name))
                Places[node.Name].Layer = graph.Edges.Where(e => e.From == node.Name).Min(e => Places[e.To].Layer) - 1;
    }

    private GraphPlace[] Route(GraphEdge edge)
    {
        var (from, to) = (Places[edge.From], Places[edge.To]);
        var through = new List<GraphPlace> { from };
        for (var layer = from.Layer + 1; layer < to.Layer; layer++)
        {
            var bend = new GraphPlace(null, layer);
            _layers[layer].Add(bend);
            through.Add(bend);
        }
        through.Add(to);
        foreach (var (before, after) in through.Zip(through.Skip(1)))
        {
            before.After.Add(after);
            after.Before.Add(before);
        }
        return [.. through];
    }

    private void Measure(GraphPlace place)
    {
        var lines = place.Node!.Label.Split('\n');
        var text = lines.Select((line, i) => TextMetrics.Width(line, i == 0 ? GraphSvg.LabelSize : GraphSvg.NoteSize)).Max();
        place.Width = Math.Max(48, text + (place.Node.Kind == GraphNodeKind.Parameter ? 40 : 30));
        place.Height = Math.Max(28 + (lines.Length * 15), place.Before.Count * PortGap + 6);
    }

    // Each place goes to the mean height of its neighbours in the layer before (or after): fewer arrows cross.
    private void OrderLayers(bool rightward)
    {
        foreach (var layer in rightward ? _layers : Enumerable.Reverse(_layers))
        {
            var means = layer.ToDictionary(p => p, p => Mean(p, rightward ? p.Before : p.After, layer));
            var ordered = layer.OrderBy(p => means[p]).ToList();
            layer.Clear();
            layer.AddRange(ordered);
        }
    }

    private double Mean(GraphPlace place, List<GraphPlace> neighbours, List<GraphPlace> own) =>
        neighbours.Count == 0 ? own.IndexOf(place) - (own.Count - 1) / 2.0
            : neighbours.Average(n => _layers[n.Layer].IndexOf(n) - (_layers[n.Layer].Count - 1) / 2.0);

    private void AssignY()
    {
        foreach (var layer in _layers)
            Separate(layer);
        for (var sweep = 0; sweep < 12; sweep++)
            foreach (var layer in sweep % 2 == 0 ? _layers : Enumerable.Reverse(_layers))
            {
                foreach (var place in layer)
                    if ((sweep % 2 == 0 ? place.Before : place.After) is { Count: > 0 } neighbours)
                        place.Y = Main(neighbours).Average(n => n.Y);
                Separate(layer);
            }
        var all = _layers.SelectMany(l => l).ToArray();
        if (all.Length == 0)
            return;
        var top = all.Min(p => p.Y - p.Height / 2);
        foreach (var place in all)
            place.Y -= top;
        Height = all.Max(p => p.Y + p.Height / 2);
    }

    // The main line of a computation runs straight: what only begins or ends an arrow does not bend it.
    private static IEnumerable<GraphPlace> Main(List<GraphPlace> neighbours) =>
        neighbours.Exists(IsBetween) ? neighbours.Where(IsBetween) : neighbours;

    private static bool IsBetween(GraphPlace place) => place.Before.Count > 0 && place.After.Count > 0 && place.Node is not null;

    // Keeps the order and a gap, and the layer as a whole, above all its main line, where it wants to be.
    private void Separate(List<GraphPlace> layer)
    {
        var wanted = layer.ToDictionary(p => p, p => p.Y);
        for (var i = 1; i < layer.Count; i++)
            layer[i].Y = Math.Max(layer[i].Y, layer[i - 1].Y + (layer[i - 1].Height + layer[i].Height) / 2 + RowGap);
        static double Weight(GraphPlace place) => IsBetween(place) ? 20 : 1;
        var shift = layer.Sum(p => Weight(p) * (wanted[p] - p.Y)) / Math.Max(1, layer.Sum(Weight));
        foreach (var place in layer)
            place.Y += shift;
    }

    private void AssignX()
    {
        double x = 0;
        for (var i = 0; i < _layers.Count; i++)
        {
            var width = _layers[i].Max(p => p.Width);
            foreach (var place in _layers[i])
                place.X = x + width / 2;
            x += width;
            Width = x;
            var texts = Routes.Where(r => r.Through[0].Layer == i).SelectMany(r => new[] { r.Edge.Value, r.Edge.Gradient });
            x += Math.Max(HasGradients ? 64 : 50, texts.DefaultIfEmpty(null).Max(t => t is null ? 0
                : TextMetrics.Width(t, GraphSvg.EdgeSize)) + 34);
        }
    }
}
