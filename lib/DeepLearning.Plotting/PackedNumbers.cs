using System.Runtime.InteropServices;

namespace DeepLearning.Plotting;

/// <summary>Numbers that plotly.js takes as bytes in base 64, <c>{"bdata": "…", "dtype": "f8"}</c>.</summary>
internal static class PackedNumbers
{
    public static double[] Read(DynamicObj.DynamicObj packed)
    {
        if (Props.Get(packed, "bdata") is not string text) return [];
        var bytes = Convert.FromBase64String(text);
        return Props.Text(packed, "dtype") switch
        {
            "f8" or "float64" => Doubles<double>(bytes),
            "f4" or "float32" => Doubles<float>(bytes),
            "i4" or "int32" => Doubles<int>(bytes),
            "u4" or "uint32" => Doubles<uint>(bytes),
            "i2" or "int16" => Doubles<short>(bytes),
            "u2" or "uint16" => Doubles<ushort>(bytes),
            "i1" or "int8" => Doubles<sbyte>(bytes),
            _ => Doubles<byte>(bytes),
        };
    }

    private static double[] Doubles<T>(byte[] bytes)
        where T : unmanaged, System.Numerics.INumber<T> => [.. MemoryMarshal.Cast<byte, T>(bytes).ToArray().Select(double.CreateChecked)];
}
