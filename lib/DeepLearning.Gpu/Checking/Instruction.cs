using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace DeepLearning.Gpu.Checking;

/// <summary>An instruction of the language that C# is compiled to.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="Code">What it does.</param>
/// <param name="Operand">With what: a method, field, type, number or text; for jumps the places that it jumps to.</param>
internal sealed record Instruction(int At, OpCode Code, object? Operand)
{
    private static readonly Dictionary<short, OpCode> s_codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);
    private static readonly Dictionary<string, OpCode> s_names = s_codes.Values.ToDictionary(code => code.Name!);

    public IEnumerable<int> Targets => Operand as int[] ?? [];

    /// <summary>A jump that reaches further.</summary>
    public static OpCode Long(OpCode jump) => s_names[jump.Name!.Replace(".s", "", StringComparison.Ordinal)];

    /// <summary>The type that an instruction reads or writes through a reference; null for all others.</summary>
    public static Type? TypeOf(OpCode code, object? operand) => code.Name switch
    {
        "ldobj" or "stobj" or "initobj" => (Type)operand!,
        "ldind.i1" or "stind.i1" => typeof(sbyte),
        "ldind.u1" => typeof(byte),
        "ldind.i2" or "stind.i2" => typeof(short),
        "ldind.u2" => typeof(ushort),
        "ldind.i4" or "stind.i4" => typeof(int),
        "ldind.u4" => typeof(uint),
        "ldind.i8" or "stind.i8" => typeof(long),
        "ldind.r4" or "stind.r4" => typeof(float),
        "ldind.r8" or "stind.r8" => typeof(double),
        _ => null,
    };

    /// <summary>The instructions of a method, with all names found.</summary>
    public static IEnumerable<Instruction> Read(MethodBase method, byte[] bytes)
    {
        var module = method.Module;
        var ofType = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
        var ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (var at = 0; at < bytes.Length;)
        {
            var start = at;
            var value = (short)bytes[at++];
            if (value == 0xFE) value = unchecked((short)(0xFE00 | bytes[at++]));
            var code = s_codes[value];
            object? operand;
            switch (code.OperandType)
            {
                case OperandType.InlineNone: operand = null; break;
                case OperandType.ShortInlineBrTarget: operand = (int[])[at + 1 + (sbyte)bytes[at]]; at++; break;
                case OperandType.InlineBrTarget: operand = (int[])[at + 4 + Int(at)]; at += 4; break;
                case OperandType.InlineSwitch:
                    var count = Int(at);
                    var behind = at + 4 + 4 * count;
                    operand = Enumerable.Range(0, count).Select(i => behind + Int(at + 4 + 4 * i)).ToArray();
                    at = behind;
                    break;
                case OperandType.ShortInlineVar: operand = bytes[at++]; break;
                case OperandType.ShortInlineI: operand = code == OpCodes.Ldc_I4_S ? (sbyte)bytes[at++] : bytes[at++]; break;
                case OperandType.InlineVar: operand = BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(at)); at += 2; break;
                case OperandType.InlineI8: operand = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at)); at += 8; break;
                case OperandType.ShortInlineR: operand = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(at)); at += 4; break;
                case OperandType.InlineR: operand = BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(at)); at += 8; break;
                default: operand = Named(code.OperandType, Int(at)); at += 4; break;
            }
            yield return new(start, code, operand);
        }

        int Int(int at) => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));

        object? Named(OperandType kind, int token) => kind switch
        {
            OperandType.InlineI => token,
            OperandType.InlineString => module.ResolveString(token),
            OperandType.InlineMethod => module.ResolveMethod(token, ofType, ofMethod),
            OperandType.InlineField => module.ResolveField(token, ofType, ofMethod),
            OperandType.InlineType => module.ResolveType(token, ofType, ofMethod),
            OperandType.InlineTok => module.ResolveMember(token, ofType, ofMethod),
            _ => new object(),
        };
    }
}
