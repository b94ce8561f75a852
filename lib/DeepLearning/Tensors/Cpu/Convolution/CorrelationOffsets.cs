using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tensors.Cpu;

/// <summary>Rows and columns of output positions; the stride between their inputs; and how they map to the output: row · Step +
/// RowShift.</summary>
internal readonly record struct OutputGrid(
    int Top, int Bottom, int Left, int Right, int Stride, int RowShift, int ColumnShift, int Step, int Width);

/// <summary>Covers the output positions of a convolution with vectors.</summary>
internal static unsafe class CorrelationOffsets<TVector> where TVector : unmanaged, ISimd<TVector>
{
    /// <summary>Floats for the places of so many vectors, whole ones or joined, and of up to two that fill up the last three joined
    /// ones.</summary>
    public static int Floats(int vectors) => 2 * vectors + (vectors + 3) * (sizeof(RowEndsVector) / sizeof(float));

    /// <summary>Adds the vectors of all output positions of a phase, at most as many as given.</summary>
    public static void Add(ref CorrelationPhase phase, ref Arena arena, int vectors, PaddedLayout planes, int outputs, OutputGrid grid)
    {
        phase.From = arena.Ints(vectors);
        phase.To = arena.Ints(vectors);
        phase.Joined = (RowEndsVector*)arena.Ints(Floats(vectors) - 2 * vectors);
        var width = grid.Right - grid.Left;
        phase.Valid = planes.Lanes > 1 ? TVector.Count : Math.Max(0, Math.Min(TVector.Count, width));
        phase.Step = planes.Lanes > 1 ? 1 : grid.Step;
        var joined = planes.Lanes == 1 && grid.Step == 1 && outputs > 1 && CanJoin(outputs, width);
        for (var row = grid.Top; row < grid.Bottom; row++)
            for (var i = 0; i < (joined ? width / TVector.Count : Convolution<TVector>.VectorsPerRow(width, planes.Lanes, TVector.Count));
                i++)
            {
                // The last vector of a row begins early enough to end with the row.
                var column = grid.Left + (planes.Lanes > 1 ? i / 2 : Math.Max(0, Math.Min(i * TVector.Count, width - TVector.Count)));
                var lane = planes.Lanes > 1 ? i % 2 * TVector.Count : 0;
                phase.From[phase.Vectors] = planes.Position(row, column, grid.Stride) + lane;
                phase.To[phase.Vectors++] = Target(grid, row, column) * planes.Lanes + lane;
            }
        if (joined) JoinEnds(ref phase, planes, grid);
    }

    // Whether vectors that run on from the end of one row to that of the next fit the rows and the registers.
    private static bool CanJoin(int outputs, int width)
    {
        var (rest, most) = (width % TVector.Count, (outputs - 1) / ConvolutionTiles<TVector>.Blocks(outputs) + 1);
        if (width < TVector.Count || rest == 0 || most > ConvolutionTiles<TVector>.RowsOfThree) return false;
        // No vector may begin so late in a row's end that it reaches a third row.
        for (var start = TVector.Count % rest; start > 0; start = (start + TVector.Count) % rest)
            if (TVector.Count > 2 * rest - start) return false;
        return TVector.Count <= 2 * rest;
    }

    private static void JoinEnds(ref CorrelationPhase phase, PaddedLayout planes, OutputGrid grid)
    {
        var rest = (grid.Right - grid.Left) % TVector.Count;
        var total = rest * (grid.Bottom - grid.Top);
        for (var start = 0; start < total; start += TVector.Count)
        {
            var (row, column) = (grid.Top + start / rest, grid.Right - rest + start % rest);
            var split = grid.Right - column;
            // Behind the last row there is no other: its own end fills the vector up, and gets its results twice.
            var second = Math.Min(row + 1, grid.Bottom - 1);
            phase.Joined[phase.JoinedVectors++] = new()
            {
                From = planes.Position(row, column, grid.Stride),
                To = Target(grid, row, column),
                SecondFrom = planes.Position(second, grid.Right - rest, grid.Stride) - split,
                SecondTo = Target(grid, second, grid.Right - rest) - split,
                Split = split,
            };
        }
        while (phase.JoinedVectors % 3 != 0)
        {
            phase.Joined[phase.JoinedVectors] = phase.Joined[phase.JoinedVectors - 1];
            phase.JoinedVectors++;
        }
    }

    private static int Target(OutputGrid grid, int row, int column) =>
        (row * grid.Step + grid.RowShift) * grid.Width + column * grid.Step + grid.ColumnShift;
}
