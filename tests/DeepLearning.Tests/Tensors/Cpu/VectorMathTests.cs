using DeepLearning.Tensors.Cpu;
using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tests.Tensors.Cpu;

public sealed unsafe class VectorMathTests
{
    [Fact]
    public void Exp_is_wrong_by_more_than_2_units() => Check(default(ExpFunction), Math.Exp, -104, 89, 2);

    [Fact]
    public void Log_is_wrong_by_more_than_2_units()
    {
        Check(default(LogFunction), Math.Log, 1e-3f, 1e3f, 2);
        Widths.ForEach(new Magnitudes<LogFunction>(default, Math.Log, 2));
    }

    [Fact]
    public void Sigmoid_is_wrong_by_more_than_4_units() => Check(default(SigmoidFunction), x => 1 / (1 + Math.Exp(-x)), -80, 80, 4);

    [Fact]
    public void Tanh_is_wrong_by_more_than_6_units()
    {
        Check(default(TanhFunction), Math.Tanh, -12, 12, 6);
        Widths.ForEach(new Magnitudes<TanhFunction>(default, Math.Tanh, 6));
    }

    [Theory]
    [InlineData(float.NaN, float.NaN, float.NaN, float.NaN, float.NaN)]
    [InlineData(float.PositiveInfinity, float.PositiveInfinity, float.PositiveInfinity, 1, 1)]
    [InlineData(float.NegativeInfinity, 0, float.NaN, 0, -1)]
    [InlineData(0, 1, float.NegativeInfinity, 0.5f, 0)]
    [InlineData(100, float.PositiveInfinity, 4.6051702f, 1, 1)]
    [InlineData(-120, 0, float.NaN, 0, -1)]
    public void Special_numbers_come_out_wrong(float x, float exp, float log, float sigmoid, float tanh) =>
        Widths.ForEach(new Specials(x, exp, log, sigmoid, tanh));

    private static void Check<TFunction>(TFunction f, Func<double, double> exact, float from, float to, double units) where TFunction
        : struct, IFunction
    {
        const int Count = 60_001;
        float[] xs = [.. Enumerable.Range(0, Count).Select(i => (float)(from + (to - (double)from) * i / (Count - 1)))];
        Widths.ForEach(new Dense<TFunction>(f, exact, xs, units));
    }

    private static float[] Apply<TVector, TFunction>(TFunction f, float[] xs) where TVector : unmanaged,
        ISimd<TVector> where TFunction : struct, IFunction
    {
        var ys = new float[xs.Length];
        fixed (float* x = xs, y = ys) Map<TVector>.Range(f, x, y, xs.Length);
        return ys;
    }

    // The distance between neighbouring float32 numbers of this size.
    private static double Unit(double value) => Math.Max(MathF.BitIncrement((float)Math.Abs(value)) - (double)(float)Math.Abs(value),
        float.Epsilon);

    private readonly struct Dense<TFunction>(TFunction f, Func<double, double> exact, float[] xs, double units) : IForWidth where TFunction
        : struct, IFunction
    {
        public void Run<TVector>() where TVector : unmanaged, ISimd<TVector>
        {
            var ys = Apply<TVector, TFunction>(f, xs);
            for (var i = 0; i < xs.Length; i++)
            {
                var right = exact(xs[i]);
                if (right > float.MaxValue ? ys[i] != float.PositiveInfinity : !(Math.Abs(ys[i] - right) <= units * Unit(right)))
                    Assert.Fail($"{typeof(TVector).Name} {typeof(TFunction).Name}({xs[i]:R}) = {ys[i]:R}, not {right:R}: " +
                        $"{Math.Abs(ys[i] - right) / Unit(right):F1} units");
            }
        }
    }

    private readonly struct Magnitudes<TFunction>(TFunction f, Func<double, double> exact, double units) : IForWidth where TFunction
        : struct, IFunction
    {
        // Every size of positive float32, from the smallest to the largest.
        public void Run<TVector>() where TVector : unmanaged, ISimd<TVector> =>
            new Dense<TFunction>(f, exact, [.. Enumerable.Range(0, 30_000).Select(i => BitConverter.Int32BitsToSingle(1 + i * 71303))],
                units).Run<TVector>();
    }

    private readonly struct Specials(float x, float exp, float log, float sigmoid, float tanh) : IForWidth
    {
        public void Run<TVector>() where TVector : unmanaged, ISimd<TVector>
        {
            float[] xs = [x, x, x];
            Assert.Equal(exp, Apply<TVector, ExpFunction>(default, xs)[2]);
            Assert.Equal(log, Apply<TVector, LogFunction>(default, xs)[2], 1e-6f);
            Assert.Equal(sigmoid, Apply<TVector, SigmoidFunction>(default, xs)[2]);
            Assert.Equal(tanh, Apply<TVector, TanhFunction>(default, xs)[2]);
        }
    }
}
