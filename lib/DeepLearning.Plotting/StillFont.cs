using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using SkiaSharp;

namespace DeepLearning.Plotting;

/// <summary>The font Inter (SIL Open Font License), as the package Avalonia.Fonts.Inter brings it.</summary>
internal static class StillFont
{
    private static readonly Lazy<Dictionary<string, byte[]>> Files = new(Read);
    private static readonly Lazy<SKTypeface> Plain = new(() => Load("Inter-Regular.ttf")), Heavy = new(() => Load("Inter-SemiBold.ttf"));

    // Signs that the font lacks, by those that come closest.
    private static readonly Dictionary<char, char> Closest = new()
    {
        ['⋅'] = '·',
        ['∗'] = '*',
        ['╱'] = '/',
        ['╲'] = '\\',
        ['∇'] = '▽',
        ['∈'] = 'ϵ',
        ['∥'] = '‖',
        ['✗'] = '×',
        ['ᵀ'] = 'ᵗ',
        ['⊙'] = '○',
    };

    public static SKTypeface Of(bool bold) => (bold ? Heavy : Plain).Value;

    /// <summary>The text in signs that the font has.</summary>
    public static string Known(string text) => string.Concat(text.Select(sign => Closest.GetValueOrDefault(sign, sign)));

    private static SKTypeface Load(string name) => SKTypeface.FromData(SKData.CreateCopy(Files.Value[name]));

    // The package's assembly, embedded in ours, is a container: the length of an index, the index (name, start and length of each file),
    // the files.
    private static Dictionary<string, byte[]> Read()
    {
        using var assembly = new PEReader(typeof(StillFont).Assembly.GetManifestResourceStream("Inter")!);
        var metadata = assembly.GetMetadataReader();
        var all = metadata.ManifestResources.Select(metadata.GetManifestResource);
        var place = all.Single(r => metadata.GetString(r.Name) == "!AvaloniaResources").Offset;
        var section = assembly.GetSectionData(assembly.PEHeaders.CorHeader!.ResourcesDirectory.RelativeVirtualAddress);
        var resources = section.GetContent().AsSpan()[(int)place..].ToArray();
        using var index = new BinaryReader(new MemoryStream(resources, sizeof(int), resources.Length - sizeof(int)));
        var files = sizeof(int) + sizeof(int) + index.ReadInt32();
        _ = index.ReadInt32(); // the version of the format
        var entries = Enumerable.Range(0, index.ReadInt32())
            .Select(_ => (Name: index.ReadString(), Start: index.ReadInt32(), Length: index.ReadInt32()));
        return entries.ToDictionary(e => Path.GetFileName(e.Name), e => resources[(files + e.Start)..(files + e.Start + e.Length)]);
    }
}
