using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace DeepLearning.Tensors.Cpu;

/// <summary>Transposes a matrix, eight by eight or four by four elements at a time.</summary>
internal static unsafe class Transposer
{
    // target[j·targetStride + i] = source[i·sourceStride + j] for i < rows, j < columns.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(float* source, nint sourceStride, int rows, int columns, float* target, nint targetStride)
    {
        // Strips of 16 columns: the cache lines of the source that one strip of rows touches are used up before they are dropped.
        for (var first = 0; first < columns; first += 16)
        {
            var last = Math.Min(first + 16, columns);
            var i = 0;
            if (Avx.IsSupported && last - first == 16)
                for (; i <= rows - 8; i += 8)
                {
                    var (from, to) = ((nint)(source + i * sourceStride + first), (nint)(target + first * targetStride + i));
                    // Each row is a stream of its own, too many of them for the processor to see what comes next.
                    if (sourceStride >= 64)
                        for (var row = 0; row < 8; row++) Sse.Prefetch0((float*)from + row * sourceStride + 32);
                    if (targetStride >= 64 && i % 16 == 0)
                        for (var column = 0; column < 16; column++) Sse.Prefetch0((float*)to + column * targetStride + 32);
                    Transpose8((float*)from, sourceStride, (float*)to, targetStride);
                    Transpose8((float*)from + 8, sourceStride, (float*)to + 8 * targetStride, targetStride);
                }
            if (Sse.IsSupported || AdvSimd.Arm64.IsSupported)
                for (; i <= rows - 4; i += 4)
                {
                    var j = first;
                    for (; j <= last - 4; j += 4)
                        Transpose4(source + i * sourceStride + j, sourceStride, target + j * targetStride + i, targetStride);
                    for (; j < last; j++)
                        for (var k = i; k < i + 4; k++) target[j * targetStride + k] = source[k * sourceStride + j];
                }
            for (; i < rows; i++)
                for (var j = first; j < last; j++) target[j * targetStride + i] = source[i * sourceStride + j];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose8(float* source, nint sourceStride, float* target, nint targetStride)
    {
        // Rows i and i + 4, four columns each, share a vector; then each half is transposed as in Transpose4.
        var (a, e) = (Halves(source, sourceStride), Halves(source + 4, sourceStride));
        var (b, f) = (Halves(source + sourceStride, sourceStride), Halves(source + sourceStride + 4, sourceStride));
        var (c, g) = (Halves(source + 2 * sourceStride, sourceStride), Halves(source + 2 * sourceStride + 4, sourceStride));
        var (d, h) = (Halves(source + 3 * sourceStride, sourceStride), Halves(source + 3 * sourceStride + 4, sourceStride));
        Write(a, b, c, d, target, targetStride);
        Write(e, f, g, h, target + 4 * targetStride, targetStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Halves(float* source, nint stride) =>
        Vector256.Create(Vector128.Load(source), Vector128.Load(source + 4 * stride));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d, float* target, nint stride)
    {
        Vector256<float> acLow = Avx.UnpackLow(a, c), acHigh = Avx.UnpackHigh(a, c), bdLow = Avx.UnpackLow(b, d),
            bdHigh = Avx.UnpackHigh(b, d);
        Avx.UnpackLow(acLow, bdLow).Store(target);
        Avx.UnpackHigh(acLow, bdLow).Store(target + stride);
        Avx.UnpackLow(acHigh, bdHigh).Store(target + 2 * stride);
        Avx.UnpackHigh(acHigh, bdHigh).Store(target + 3 * stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose4(float* source, nint sourceStride, float* target, nint targetStride)
    {
        var a = Vector128.Load(source);
        var b = Vector128.Load(source + sourceStride);
        var c = Vector128.Load(source + 2 * sourceStride);
        var d = Vector128.Load(source + 3 * sourceStride);
        // Rows a b c d interleave to a0 c0 a1 c1 …, b0 d0 b1 d1 …, and these to a0 b0 c0 d0, …
        var (acLow, acHigh, bdLow, bdHigh) = (Low(a, c), High(a, c), Low(b, d), High(b, d));
        Low(acLow, bdLow).Store(target);
        High(acLow, bdLow).Store(target + targetStride);
        Low(acHigh, bdHigh).Store(target + 2 * targetStride);
        High(acHigh, bdHigh).Store(target + 3 * targetStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Low(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackLow(a, b) : AdvSimd.Arm64.ZipLow(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> High(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackHigh(a, b) : AdvSimd.Arm64.ZipHigh(a, b);
}
