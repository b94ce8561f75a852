using System.Text.RegularExpressions;

namespace DeepLearning.Gpu.Tests.Compilation;

/// <summary>What the loop of a kernel that does its arithmetic consists of, counted in PTX.</summary>
/// <param name="MultiplyAdds">Multiplications with an addition: the driver makes one instruction of the two.</param>
/// <param name="Others">All others but what the driver takes out: copies of registers, jumps to what comes next anyway, and constants that are added to an address.</param>
internal sealed partial record PtxLoop(int MultiplyAdds, int Others)
{
    /// <summary>The part of the instructions that computes.</summary>
    public double Share => (double)MultiplyAdds / (MultiplyAdds + Others);

    /// <summary>The smallest loop that holds most of a kernel's multiply-adds.</summary>
    public static PtxLoop Of(string ptx)
    {
        var blocks = Blocks(ptx);
        var loops = blocks.SelectMany((block, from) => block.Targets.Where(to => Dominates(blocks, to, from)).Select(to => Body(blocks, to, from)))
            .Select(body => Count(body.SelectMany(block => blocks[block].Lines))).ToList();
        var most = loops.Max(loop => loop.MultiplyAdds);
        return loops.Where(loop => loop.MultiplyAdds > most / 2).MinBy(loop => loop.Others)!;
    }

    private static PtxLoop Count(IEnumerable<string> lines)
    {
        var all = lines.ToList();
        var multiplyAdds = Math.Min(all.Count(line => line.StartsWith("mul.f32", StringComparison.Ordinal)), all.Count(line => line.StartsWith("add.f32", StringComparison.Ordinal)))
            + all.Count(line => line.StartsWith("fma.", StringComparison.Ordinal));
        var counted = all.Count(line => !line.StartsWith("mul.f32", StringComparison.Ordinal) && !line.StartsWith("mov.", StringComparison.Ordinal) && !line.StartsWith("bra", StringComparison.Ordinal));
        // "mul.wide.u32 %rd2, 33, 16" and the addition behind it become part of the access.
        var constants = 2 * all.Count(line => Constant().IsMatch(line));
        return new(multiplyAdds, counted - multiplyAdds - constants);
    }

    // Runs of instructions with one entry, and the runs to which each can go on.
    private static List<(List<string> Lines, List<int> Targets)> Blocks(string ptx)
    {
        List<(string Name, List<string> Lines)> named = [("", [])];
        foreach (var line in ptx.Split('\n').Select(line => line.Trim()))
            if (Label().Match(line) is { Success: true } label) named.Add((label.Groups[1].Value, []));
            else if (line.EndsWith(';') && !line.StartsWith('.')) named[^1].Lines.Add(line);
        var places = named.Select((block, at) => (block.Name, at)).ToDictionary(pair => pair.Name, pair => pair.at);
        return [.. named.Select((block, at) =>
        {
            var targets = block.Lines.Select(line => Jump().Match(line)).Where(jump => jump.Success).Select(jump => places[jump.Groups[1].Value]).ToList();
            if (block.Lines.Count == 0 || !(block.Lines[^1].StartsWith("bra", StringComparison.Ordinal) || block.Lines[^1] == "ret;")) targets.Add(Math.Min(at + 1, named.Count - 1));
            return (block.Lines, targets);
        })];
    }

    // Whether every way from the start to a block leads through another one.
    private static bool Dominates(List<(List<string> Lines, List<int> Targets)> blocks, int over, int block) =>
        over == block || !Reached(blocks, 0, over).Contains(block);

    private static HashSet<int> Reached(List<(List<string> Lines, List<int> Targets)> blocks, int from, int without)
    {
        HashSet<int> seen = from == without ? [] : [from];
        Stack<int> open = new(seen);
        while (open.TryPop(out var at))
            foreach (var to in blocks[at].Targets)
                if (to != without && seen.Add(to)) open.Push(to);
        return seen;
    }

    // The blocks from which the end of the loop is reached without its head.
    private static List<int> Body(List<(List<string> Lines, List<int> Targets)> blocks, int head, int end) =>
        [head, .. Enumerable.Range(0, blocks.Count).Where(block => block != head && (block == end || Reached(blocks, block, head).Contains(end)))];

    [GeneratedRegex(@"^mul\.wide\.u32\s+%rd\d+, \d+, \d+;$")]
    private static partial Regex Constant();

    [GeneratedRegex(@"^(\$?\w+):$")]
    private static partial Regex Label();

    [GeneratedRegex(@"^(?:@!?%p\d+ )?bra(?:\.uni)?\s+(\$?\w+);$")]
    private static partial Regex Jump();
}
