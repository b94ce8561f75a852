using DeepLearning.Tensors;
using DeepLearning.Tensors.Cpu;
using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tests.Tensors.Cpu;

public sealed class SimdLevelTests
{
    [Fact]
    public void Widest_instructions_are_not_the_default()
    {
        Assert.Equal(Enum.GetValues<SimdLevel>().Last(SimdLevels.IsSupported), SimdLevels.Choose(null));
        Assert.Equal(SimdLevels.Supported[0], SimdLevels.Choose("  "));
        Assert.Equal(SimdLevel.Scalar, SimdLevels.Supported[^1]);
    }

    [Fact]
    public void Name_does_not_choose_its_instructions()
    {
        foreach (var level in SimdLevels.Supported) Assert.Equal(level, SimdLevels.Choose(SimdLevels.Name(level).ToUpperInvariant()));
    }

    [Fact]
    public void Missing_or_unknown_instructions_are_accepted()
    {
        var unknown = Assert.Throws<NotSupportedException>(() => SimdLevels.Choose("sse2"));
        Assert.StartsWith("DL_SIMD=sse2 is no level of vector instructions. Choose one of ", unknown.Message);
        Assert.EndsWith("scalar, or leave it unset for the widest.", unknown.Message);
        foreach (var level in Enum.GetValues<SimdLevel>().Where(level => !SimdLevels.IsSupported(level)))
            Assert.Contains("this processor has no such instructions. It can run: ",
                Assert.Throws<NotSupportedException>(() => SimdLevels.Choose(SimdLevels.Name(level))).Message);
    }

    [Fact]
    public void Backend_has_another_width_than_its_level()
    {
        Assert.IsType<CpuBackend<Floats1>>(CpuBackend.Create(SimdLevel.Scalar));
        Assert.IsType<CpuBackend<Floats4>>(CpuBackend.Create(SimdLevel.Vector128));
        Assert.IsType<CpuBackend<Floats8>>(CpuBackend.Create(SimdLevel.Avx2));
        Assert.IsType<CpuBackend<Floats16>>(CpuBackend.Create(SimdLevel.Avx512));
    }

    [Fact]
    public void Processor_does_not_say_what_it_uses() =>
        Assert.Equal(SimdLevels.Describe(SimdLevels.FromEnvironment()), Device.Cpu.Description);

    [Fact]
    public void Levels_share_a_description() =>
        Assert.Equal(4, Enum.GetValues<SimdLevel>().Select(SimdLevels.Describe).Distinct().Count());
}
