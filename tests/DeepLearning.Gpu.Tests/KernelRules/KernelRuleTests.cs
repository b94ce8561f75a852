namespace DeepLearning.Gpu.Tests.KernelRules;

/// <summary>The kernels hold nothing that ILGPU refuses, and the check would find it if they did.</summary>
public class KernelRuleTests
{
    private static readonly Dictionary<string, (string Code, string Reason)> s_forbidden = new()
    {
        ["throw"] = ("public static void K(Index1D i, ArrayView<float> x) { if (i < 0) throw new System.Exception(); }", "throw: a card has no exceptions"),
        ["throw expression"] = ("static int F(int i) => i > 0 ? i : throw new System.Exception();", "throw: a card has no exceptions"),
        ["switch that throws"] = ("static int F(int i) => i switch { 0 => 1, 1 => 2 };", "a switch expression without '_'"),
        ["Math.Clamp"] = ("static int F(int i) => Math.Clamp(i, 0, 3);", "System.Math.Clamp: ILGPU can't compile it"),
        ["try"] = ("static void F() { try { } finally { } }", "try, finally and using"),
        ["lock"] = ("static void F(int i) { lock (typeof(int)) { } }", "lock: a card has no locks"),
        ["foreach"] = ("static int F(int n) { var s = 0; foreach (var i in System.Linq.Enumerable.Range(0, n)) s += i; return s; }", "foreach: it asks an object"),
        ["class"] = ("class Cell { }", "a class: its objects live on a heap"),
        ["record class"] = ("record Cell(int X);", "a record class"),
        ["object"] = ("static void F() { var o = new object(); }", "an object of class Object"),
        ["delegate parameter"] = ("static float F(Func<float, float> f, float x) => f(x);", "parameter 'f' is of class Func"),
        ["delegate call"] = ("static float F(float x) { Func<float, float> f = static y => y; return f(x); }", "a call of a delegate"),
        ["lambda"] = ("static void F(float x) { Func<float> f = () => x; }", "a lambda that is not static"),
        ["local function"] = ("static float F(float x) { return G(); float G() => x; }", "a local function that is not static"),
        ["array"] = ("static void F() { var a = new float[4]; }", "an array: use SharedMemory or LocalMemory"),
        ["array of values"] = ("static void F() { var a = new[] { 1f, 2f }; }", "an array: use SharedMemory or LocalMemory"),
        ["stackalloc"] = ("static unsafe void F() { var a = stackalloc float[4]; }", "stackalloc: use LocalMemory"),
        ["span parameter"] = ("static void F(Span<float> s) { }", "parameter 's' is a Span"),
        ["string"] = ("static void F() { var s = \"text\"; }", "a string: a card has none"),
        ["interpolated string"] = ("static void F(int i) { var s = $\"{i}\"; }", "a string: a card has none"),
        ["mutable static"] = ("static int s_count;", "a static field that can change"),
        ["static array"] = ("static readonly float[] s_table = Make(); static float[] Make() => default!;", "a static array or object"),
        ["bool parameter"] = ("public static void K(Index1D i, bool flag) { }", "parameter 'flag' is a Boolean"),
        ["nint parameter"] = ("public static void K(Index1D i, nint at) { }", "parameter 'at' is a IntPtr, which a card does not know"),
        ["Half parameter"] = ("static void F(Half x) { }", "parameter 'x' is a Half"),
        ["reference parameter"] = ("static void F(ref float x) { }", "parameter 'x' is passed by reference"),
        ["reference to an element"] = ("static float F(float x) { ref var y = ref x; return y; }", "a reference to an element"),
        ["bits by BitConverter"] = ("static float F(uint x) => BitConverter.UInt32BitsToSingle(x);", "System.BitConverter.UInt32BitsToSingle: ILGPU can't compile it"),
        ["fused multiply-add"] = ("static float F(float x) => MathF.FusedMultiplyAdd(x, x, x);", "System.MathF.FusedMultiplyAdd: ILGPU can't compile it on every device"),
        ["approximate tanh"] = ("static float F(float x) => MathF.Tanh(x);", "use Maths.Tanh"),
    };

    public static TheoryData<string> Forbidden => [.. s_forbidden.Keys];

    public static TheoryData<string> Files => [.. Sources.Kernels().Select(path => Path.GetFileName(path))];

    [Theory, MemberData(nameof(Forbidden))]
    public void What_ilgpu_refuses_is_found_with_file_line_and_reason(string what)
    {
        var (code, reason) = s_forbidden[what];
        var found = KernelRule.Violations($"using ILGPU;\nnamespace Mine;\npublic static class Kernels\n{{\n    {code}\n}}\n", "Mine.cs");
        Assert.Contains(found, violation => violation.StartsWith("Mine.cs(5): ", StringComparison.Ordinal) && violation.Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public void What_it_compiles_is_let_through() => Assert.Empty(KernelRule.Violations(
        """
        using ILGPU;
        namespace Mine;
        public interface IFunction { static abstract float Apply(float x); }
        public readonly record struct Pair(float X, float Y);
        public static class Kernels
        {
            private const int Tile = 16;
            private static readonly int s_half = Tile / 2;
            public static void Map<TFunction>(Index1D i, ArrayView<float> x, Pair p) where TFunction : struct, IFunction
            {
                var shared = SharedMemory.Allocate<float>(Tile);
                var (a, b) = (p.X, p.Y);
                x[i] += TFunction.Apply(a) + b + MathF.Sqrt(Helper(s_half)) + ((int)i switch { 0 => 1, _ => 2 });
                static float Helper(int n) => n > 3 ? 1f : 2f;
            }
        }
        """, "Mine.cs"));

    [Fact]
    public void A_source_that_is_no_program_is_refused() =>
        Assert.Contains("Mine.cs does not compile", Assert.Throws<ArgumentException>(() => KernelRule.Violations("class {", "Mine.cs")).Message, StringComparison.Ordinal);

    [Theory, MemberData(nameof(Files))]
    public void The_librarys_kernels_keep_the_rules(string file) =>
        Assert.Empty(KernelRule.ViolationsOf(Sources.Kernels().Single(path => Path.GetFileName(path) == file)));

    [Fact]
    public void There_are_kernels_to_read() => Assert.True(Sources.Kernels().Length > 10);
}
