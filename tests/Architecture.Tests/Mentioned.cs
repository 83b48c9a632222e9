using Mono.Cecil;

namespace OrleansIm.Architecture.Tests;

/// <summary>Finds every type that a type mentions: bases, members, attributes, bodies, those of nested types included.</summary>
internal static class Mentioned
{
    public static HashSet<TypeReference> By(TypeDefinition type)
    {
        var found = new Dictionary<string, TypeReference>(StringComparer.Ordinal);
        foreach (var used in All(type).SelectMany(Parts).Select(Outermost))
        {
            found.TryAdd(used.FullName, used);
        }

        return [.. found.Values];
    }

    /// <summary>What the type's methods call, nested types included.</summary>
    public static IEnumerable<MethodReference> CallsOf(TypeDefinition type) =>
        type.Methods.Where(static method => method.HasBody)
            .SelectMany(static method => method.Body.Instructions)
            .Select(static instruction => instruction.Operand).OfType<MethodReference>()
            .Concat(type.NestedTypes.SelectMany(CallsOf));

    private static IEnumerable<TypeReference?> All(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(static one => one.InterfaceType),
        .. type.CustomAttributes.Select(static one => one.AttributeType),
        .. type.Fields.Select(static one => one.FieldType),
        .. type.Methods.SelectMany(Signature),
        .. type.Methods.Where(static one => one.HasBody).SelectMany(Body),
        .. type.NestedTypes.SelectMany(All),
    ];

    private static IEnumerable<TypeReference> Signature(MethodReference method) =>
    [
        method.DeclaringType, method.ReturnType,
        .. method.Parameters.Select(static one => one.ParameterType),
        .. method is GenericInstanceMethod generic ? generic.GenericArguments : [],
    ];

    private static IEnumerable<TypeReference> Body(MethodDefinition method) =>
    [
        .. method.Body.Variables.Select(static one => one.VariableType),
        .. method.Body.Instructions.SelectMany(static instruction => instruction.Operand switch
        {
            MethodReference called => Signature(called),
            FieldReference field => [field.DeclaringType, field.FieldType],
            TypeReference type => [type],
            _ => Enumerable.Empty<TypeReference>(),
        }),
    ];

    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => Parts(generic.ElementType).Concat(generic.GenericArguments.SelectMany(Parts)),
        TypeSpecification wrapped => Parts(wrapped.ElementType),
        _ => [type],
    };

    private static TypeReference Outermost(TypeReference type)
    {
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return type;
    }
}
