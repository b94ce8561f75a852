using ILGPU;
using ILGPU.Runtime;

namespace DeepLearning.Gpu.Tests.Checking;

/// <summary>Kernels that are right, and kernels with one mistake each.</summary>
internal static class Samples
{
    public const int Items = 32;

    public static void Square(Index1D i, ArrayView<float> x) => x[i] = x[i] * x[i];

    public static void Plane(Index2D i, ArrayView<float> x, int width) => x[i.Y * width + i.X] = 10 * i.Y + i.X;

    public static void ReadsBehindTheEnd(Index1D i, ArrayView<float> x, ArrayView<float> y) => y[i] = x[i + 1];

    public static void WritesBeforeTheStart(Index1D i, ArrayView<float> x) => x[i - 1] = 1;

    public static void AllWriteOne(Index1D i, ArrayView<float> x) => x[0] = i;

    public static void ReadsItsNeighbour(Index1D i, ArrayView<float> x) => x[i] = i + 1 < x.IntLength ? x[i + 1] : 0;

    public static void Reverse(ArrayView<float> x)
    {
        var shared = SharedMemory.Allocate<float>(Items);
        shared[Group.IdxX] = x[Grid.GlobalIndex.X];
        Group.Barrier();
        x[Grid.GlobalIndex.X] = shared[Items - 1 - Group.IdxX];
    }

    public static void ReverseWithoutBarrier(ArrayView<float> x)
    {
        var shared = SharedMemory.Allocate<float>(Items);
        shared[Group.IdxX] = 0;
        Group.Barrier();
        shared[Group.IdxX] = x[Group.IdxX];
        x[Group.IdxX] = shared[Items - 1 - Group.IdxX];
    }

    public static void SumWithoutSecondBarrier(ArrayView<float> x)
    {
        var shared = SharedMemory.Allocate<float>(Items);
        shared[Group.IdxX] = x[Group.IdxX];
        Group.Barrier();
        for (var half = Items / 2; half > 0; half /= 2)
            if (Group.IdxX < half) shared[Group.IdxX] += shared[Group.IdxX + half];
        if (Group.IdxX == 0) x[0] = shared[0];
    }

    public static void ReadsWhatNobodyWrote(ArrayView<float> x)
    {
        var shared = SharedMemory.Allocate<float>(Items);
        if (Group.IdxX > 0) shared[Group.IdxX] = 1;
        Group.Barrier();
        x[Group.IdxX] = shared[0];
    }

    public static void GroupsMeetInMemory(ArrayView<float> x) => x[Group.IdxX] = x[Group.IdxX] + Grid.IdxX;

    public static void SomeLeaveEarly(ArrayView<float> x)
    {
        if (Group.IdxX >= x.IntLength) return;
        Group.Barrier();
        x[Group.IdxX] = 1;
    }

    public static void SomeLeaveEarlyAtTheFront(ArrayView<float> x)
    {
        if (Group.IdxX < x.IntLength) return;
        Group.Barrier();
    }

    public static void TwoBarriers(ArrayView<float> x)
    {
        if (Group.IdxX < x.IntLength)
            Group.Barrier();
        else
            Group.Barrier();
    }

    public static void TooMuchSharedMemory(ArrayView<float> x)
    {
        var shared = SharedMemory.Allocate<float>(20_000);
        shared[0] = x[0];
    }

    public static void BarrierWithoutGroup(Index1D i, ArrayView<float> x) => Group.Barrier();

    public static void TakesABool(Index1D i, ArrayView<float> x, int unused, FlagBox box) { }

    public static void Wide(Index1D i, ArrayView<float> x)
    {
        var pairs = x.Cast<Pair>();
        var pair = pairs[i];
        pairs[i] = new Pair(pair.Y, pair.X);
    }

    public static void Bits(Index1D i, ArrayView<float> x) => x[i] = Interop.IntAsFloat(Interop.FloatAsInt(x[i]) + 0x00800000u);

    public static void Local(Index1D i, ArrayView<float> x)
    {
        var numbers = LocalMemory.Allocate<float>(3);
        for (var j = 0; j < 3; j++) numbers[j] = x[i] + j;
        x[i] = numbers[0] + numbers[1] + numbers[2];
    }

    public static void DividesByZero(Index1D i, ArrayView<float> x, int zero) => x[i] = i / zero;

    public static void TakesTooLongAPart(Index1D i, ArrayView<float> x) => x[i] = x.SubView(i, 4)[0];

    public static void Reverse8(ArrayView<float> x)
    {
        var shared = SharedMemory.Allocate<float>(8);
        shared[Group.IdxX] = x[Grid.GlobalIndex.X];
        Group.Barrier();
        x[Grid.GlobalIndex.X] = shared[7 - Group.IdxX];
    }

    public static void Diagonal(Index1D i, ArrayView2D<float, Stride2D.DenseX> x) => x[i, i] = 1;

    public static void SwapsParts(Index1D i, ArrayView<float> x)
    {
        var changing = x.Cast<Changing>();
        var y = changing[i].Y;
        changing[i].X = y + 1;
        changing[i].Y = y;
    }

    public static void CallsAnother(Index1D i, ArrayView<float> x) => x[i] = Next(x, x.IntLength);

    public static void AsksForItsLane(Index1D i, ArrayView<float> x) => x[i] = Warp.LaneIdx;

    public static void Tries(Index1D i, ArrayView<float> x)
    {
        try { x[i] = 1; }
        finally { x[i] = 2; }
    }

    private static float Next(ArrayView<float> x, int i) => x[i];

    public struct Changing
    {
        public float X, Y;
    }

    public struct FlagBox
    {
        public bool Flag = true;

        public FlagBox() { }
    }

    public readonly record struct Pair(float X, float Y);
}
