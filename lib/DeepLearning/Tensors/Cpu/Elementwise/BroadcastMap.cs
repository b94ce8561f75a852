using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tensors.Cpu;

/// <summary>Applies a function of two numbers where one operand is repeated.</summary>
internal static unsafe class BroadcastMap<TVector> where TVector : unmanaged, ISimd<TVector>
{
    // result = f(large, small).
    public static void Run<TFunction>(TFunction f, float* large, Shape shape, float* small, Shape smallShape, float* result)
        where TFunction : struct, IFunction2
    {
        if (shape.Size == 0) return;
        var broadcast = new Broadcast(shape, smallShape, stackalloc int[2 * shape.Rank]);
        var runs = shape.Size / broadcast.RunLength;
        if (runs == 1)
        {
            if (broadcast.IsConstant) Map<TVector>.Run(new WithRight<TFunction>(f, *small), large, result, shape.Size);
            else Map<TVector>.Run(f, large, small, result, shape.Size);
            return;
        }
        var parts = Math.Min(runs, Parallelism.PartsFor(shape.Size, Map<TVector>.LeastPerThread));
        var job = new Job<TFunction>(f, large, shape, small, smallShape, result, parts);
        Parallelism.Run(ref job, parts);
    }

    private readonly struct Job<TFunction>(TFunction f, float* large, Shape shape, float* small, Shape smallShape, float* result,
        int parts) : IParts
        where TFunction : struct, IFunction2
    {
        public void Run(int part)
        {
            var broadcast = new Broadcast(shape, smallShape, stackalloc int[2 * shape.Rank]);
            var (length, runs) = (broadcast.RunLength, shape.Size / broadcast.RunLength);
            var end = (int)((long)runs * (part + 1) / parts);
            for (var run = (int)((long)runs * part / parts); run < end; run++)
            {
                var (start, offset) = ((nint)run * length, broadcast.Offset(run));
                if (broadcast.IsConstant)
                    Map<TVector>.Range(new WithRight<TFunction>(f, small[offset]), large + start, result + start, length);
                else
                    Map<TVector>.Range(f, large + start, small + offset, result + start, length);
            }
        }
    }
}
