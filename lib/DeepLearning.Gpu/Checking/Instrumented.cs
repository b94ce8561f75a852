using System.Reflection;
using System.Reflection.Emit;
using ILGPU;

namespace DeepLearning.Gpu.Checking;

/// <summary>A copy of a kernel, instruction by instruction, in which every access to memory, every barrier and every question for an index
/// calls <see cref="Inside"/>.</summary>
/// <remarks>
/// The indexer of a view returns a reference, and what happens with it happens later: so the copy also asks at each instruction that
/// reads or writes through a reference. Methods that the kernel calls are copied, too; those of .NET are called as they are.
/// </remarks>
internal static class Instrumented
{
    private static readonly Dictionary<MethodBase, DynamicMethod> s_copies = [];
    private static readonly List<string> s_barriers = [];
    // ILGPU checks indices of more dimensions by assertions, which would end the program.
    private static readonly MethodInfo s_require = typeof(Inside).GetMethod(nameof(Inside.Require))!;

    /// <summary>What a barrier is called in messages.</summary>
    public static string Barrier(int number) => s_barriers[number];

    /// <summary>A delegate that unpacks the arguments and runs the copy for one work item.</summary>
    /// <exception cref="KernelException">The kernel contains something that a card has not.</exception>
    public static Action<object[]> Body(Delegate kernel)
    {
        lock (s_copies)
        {
            var (copy, types) = (Of(kernel.Method), ParametersOf(kernel.Method));
            var body = new DynamicMethod(copy.Name, null, [typeof(object[])], typeof(Instrumented).Module, skipVisibility: true);
            var code = body.GetILGenerator();
            for (var i = 0; i < types.Length; i++)
            {
                code.Emit(OpCodes.Ldarg_0);
                code.Emit(OpCodes.Ldc_I4, i);
                code.Emit(OpCodes.Ldelem_Ref);
                code.Emit(OpCodes.Unbox_Any, types[i]);
            }
            code.Emit(OpCodes.Call, copy);
            code.Emit(OpCodes.Ret);
            return body.CreateDelegate<Action<object[]>>();
        }
    }

    // A lambda without captures is a method of an object without fields, which comes first.
    private static Type[] ParametersOf(MethodBase method)
    {
        var own = method.GetParameters().Select(parameter => parameter.ParameterType);
        if (method.IsStatic) return [.. own];
        return [method.DeclaringType!.IsValueType ? method.DeclaringType.MakeByRefType() : method.DeclaringType, .. own];
    }

    private static DynamicMethod Of(MethodBase method)
    {
        if (s_copies.TryGetValue(method, out var copy)) return copy;
        copy = new DynamicMethod(method.Name, (method as MethodInfo)?.ReturnType ?? typeof(void), ParametersOf(method),
            typeof(Instrumented).Module, skipVisibility: true);
        s_copies.Add(method, copy);
        try
        {
            new Copier(method, copy.GetILGenerator()).Run();
        }
        catch
        {
            s_copies.Remove(method);
            throw;
        }
        return copy;
    }

    private sealed class Copier(MethodBase method, ILGenerator code)
    {
        private readonly string _name = KernelSignature.NameOf(method);
        private readonly Dictionary<int, Label> _labels = [];
        private int _barriers;
        private Type? _constrained;

        public void Run()
        {
            var body = method.GetMethodBody() ?? throw new KernelException($"{_name} has no code that can be read.");
            if (body.ExceptionHandlingClauses.Count > 0)
                throw new KernelException($"{_name} has a try, using or foreach over an object in it. A card has no exceptions and no " +
                    "objects; use for.");
            foreach (var local in body.LocalVariables) code.DeclareLocal(local.LocalType, local.IsPinned);
            var instructions = Instruction.Read(method, body.GetILAsByteArray()!).ToList();
            foreach (var target in instructions.SelectMany(instruction => instruction.Targets)) _labels.TryAdd(target, code.DefineLabel());
            for (var i = 0; i < instructions.Count; i++)
            {
                if (_labels.TryGetValue(instructions[i].At, out var label)) code.MarkLabel(label);
                Copy(instructions[i], i + 1 < instructions.Count ? instructions[i + 1].Code : OpCodes.Ret);
            }
        }

        private void Copy(Instruction instruction, OpCode next)
        {
            var (op, operand) = (instruction.Code, instruction.Operand);
            if (op == OpCodes.Constrained)
            {
                _constrained = (Type)operand!;
                return;
            }
            // What they promise holds for the calls that stand in their place, too.
            if (op == OpCodes.Volatile || op == OpCodes.Unaligned || op == OpCodes.Readonly || op == OpCodes.Tailcall) return;
            if (Instruction.TypeOf(op, operand) is { } type && op.Name is { } name)
            {
                if (name.StartsWith("ldind", StringComparison.Ordinal) || op == OpCodes.Ldobj) Call(nameof(Inside.Load), type);
                else if (name.StartsWith("stind", StringComparison.Ordinal) || op == OpCodes.Stobj) Call(nameof(Inside.Store), type);
                else Call(nameof(Inside.Clear), type);
                return;
            }
            switch (operand)
            {
                case null: code.Emit(op); break;
                case int[] targets when op == OpCodes.Switch: code.Emit(op, [.. targets.Select(target => _labels[target])]); break;
                case int[] target: code.Emit(Instruction.Long(op), _labels[target[0]]); break;
                case MethodBase called when op == OpCodes.Call || op == OpCodes.Callvirt: Called(op, called, next); break;
                case ConstructorInfo made: code.Emit(op, made); break;
                case MethodInfo other: code.Emit(op, other); break;
                case FieldInfo field when op == OpCodes.Stfld && field.DeclaringType!.IsValueType: StoreField(field); break;
                case FieldInfo field: code.Emit(op, field); break;
                case Type token: code.Emit(op, token); break;
                case string text: code.Emit(op, text); break;
                case byte number: code.Emit(op, number); break;
                case sbyte number: code.Emit(op, number); break;
                case short number: code.Emit(op, number); break;
                case int number: code.Emit(op, number); break;
                case long number: code.Emit(op, number); break;
                case float number: code.Emit(op, number); break;
                case double number: code.Emit(op, number); break;
                default: throw new KernelException($"{_name} has an instruction in it ({op.Name}) that a card does not know.");
            }
        }

        private void Called(OpCode op, MethodBase called, OpCode next)
        {
            var constrained = _constrained;
            _constrained = null;
            if (constrained is { IsValueType: true } && called is MethodInfo { DeclaringType.IsInterface: true } abstractly) (op, called) =
                (OpCodes.Call, Implementation(constrained, abstractly));
            else if (constrained is not null) code.Emit(OpCodes.Constrained, constrained);
            var type = called.DeclaringType!;
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ArrayView<>) && called.Name is "get_Item" or "SubView")
            {
                var element = type.GetGenericArguments()[0];
                Emit(called.Name == "SubView" ? nameof(Inside.SubView) : nameof(Inside.Element), element,
                    [type.MakeByRefType(), .. called.GetParameters().Select(p => p.ParameterType)]);
                // A part of an element is read with the element.
                if (called.Name == "get_Item" && (next == OpCodes.Ldfld || next == OpCodes.Call)) Call(nameof(Inside.Peek), element);
                return;
            }
            if (type == typeof(ILGPU.Group) && called.Name == nameof(ILGPU.Group.Barrier))
            {
                code.Emit(OpCodes.Ldc_I4, s_barriers.Count);
                s_barriers.Add($"the {Ordinal(_barriers++)} barrier of {_name}");
                code.Emit(OpCodes.Call, typeof(Inside).GetMethod(nameof(Inside.Barrier))!);
                return;
            }
            var own = Inside.Replacement(called);
            if (type == typeof(System.Diagnostics.Trace) && called.Name == nameof(System.Diagnostics.Trace.Assert)
                && called.GetParameters().Length == 2) own = s_require;
            if (own is not null) code.Emit(OpCodes.Call, own);
            else if (IsCopied(called)) code.Emit(OpCodes.Call, Of(called));
            else if (called is ConstructorInfo constructor) code.Emit(op, constructor);
            else code.Emit(op, (MethodInfo)called);
        }

        // The value has to leave the stack while the reference below it is looked at.
        private void StoreField(FieldInfo field)
        {
            var value = code.DeclareLocal(field.FieldType);
            code.Emit(OpCodes.Stloc, value);
            code.Emit(OpCodes.Dup);
            Call(nameof(Inside.Touch), field.DeclaringType!);
            code.Emit(OpCodes.Ldloc, value);
            code.Emit(OpCodes.Stfld, field);
        }

        private void Call(string name, Type type) => code.Emit(OpCodes.Call, typeof(Inside).GetMethod(name)!.MakeGenericMethod(type));

        private void Emit(string name, Type element, Type[] parameters)
        {
            var candidates = typeof(Inside).GetMethods().Where(m => m.Name == name && m.IsGenericMethodDefinition)
                .Select(m => m.MakeGenericMethod(element));
            code.Emit(OpCodes.Call, candidates.Single(m => m.GetParameters().Select(p => p.ParameterType).SequenceEqual(parameters)));
        }

        // ILGPU's own: views of more dimensions reach theirs through ArrayView, indices are computed from those of group and grid.
        private static bool IsCopied(MethodBase called)
        {
            var type = called.DeclaringType!;
            if (called.IsConstructor || type.IsInterface || called.IsAbstract || called.GetMethodBody() is null) return false;
            if (type.Assembly == typeof(ArrayView<>).Assembly)
                return type == typeof(ILGPU.Group) || type == typeof(ILGPU.Grid)
                    || type.FullName!.Contains(".ArrayView", StringComparison.Ordinal)
                    || type.FullName.StartsWith("ILGPU.Stride", StringComparison.Ordinal);
            return type.Assembly.GetName().Name is { } name && !name.StartsWith("System", StringComparison.Ordinal)
                && name is not ("mscorlib" or "netstandard" or "Notebooks");
        }

        private static MethodInfo Implementation(Type type, MethodInfo method)
        {
            var open = method.IsGenericMethod ? method.GetGenericMethodDefinition() : method;
            var map = type.GetInterfaceMap(method.DeclaringType!);
            var found = map.TargetMethods[Array.FindIndex(map.InterfaceMethods, m => m == open)];
            return method.IsGenericMethod ? found.MakeGenericMethod(method.GetGenericArguments()) : found;
        }

        private static string Ordinal(int index) =>
            index switch { 0 => "first", 1 => "second", 2 => "third", 3 => "fourth", _ => $"{index + 1}th" };
    }
}
