using Mono.Cecil;

namespace OrleansIm.Architecture.Tests;

/// <summary>Names and numbers on what travels and what is stored: a type may move or be renamed without breaking a running cluster.</summary>
public sealed class ContractTests
{
    private static readonly string[] Carriers = ["Domain", "Grains.Interfaces", "Grains"];

    [Fact]
    public void Grain_interfaces_and_their_methods_have_names_of_their_own()
    {
        using var interfaces = BuiltProject.Open("Grains.Interfaces");
        var grains = interfaces.Types.Where(static type => type.IsInterface).ToList();

        Assert.NotEmpty(grains);
        Assert.Empty(grains.Where(static type => !Has(type, "GrainInterfaceTypeAttribute") || !Has(type, "AliasAttribute")).Select(static type => type.Name));
        Assert.Empty(grains.SelectMany(static type => type.Methods).Where(static method => !Has(method, "AliasAttribute"))
            .Select(static method => $"{method.DeclaringType.Name}.{method.Name}"));
        AssertUnique(grains.Select(static type => Argument(type, "GrainInterfaceTypeAttribute")));
        Assert.All(grains, static type => AssertUnique(type.Methods.Select(static method => Argument(method, "AliasAttribute"))));
    }

    [Fact]
    public void Grain_classes_have_names_of_their_own()
    {
        using var built = BuiltProject.Open("Grains");
        var grains = built.Types.Where(static type => type.BaseType?.FullName == "Orleans.Grain").ToList();

        Assert.NotEmpty(grains);
        Assert.Empty(grains.Where(static type => !Has(type, "GrainTypeAttribute")).Select(static type => type.Name));
        AssertUnique(grains.Select(static type => Argument(type, "GrainTypeAttribute")));
    }

    [Fact]
    public void What_is_serialized_has_an_alias_and_its_members_have_numbers()
    {
        List<string> problems = [];
        List<string> aliases = [];
        foreach (var project in Carriers)
        {
            using var built = BuiltProject.Open(project);
            foreach (var type in built.Types.Where(static type => Has(type, "GenerateSerializerAttribute")))
            {
                aliases.Add(Has(type, "AliasAttribute") ? Argument(type, "AliasAttribute") : $"{type.Name} has none");
                problems.AddRange(type.Properties.Where(property => IsStored(type, property) && !Has(property, "IdAttribute"))
                    .Select(property => $"{type.Name}.{property.Name} has no number"));
                problems.AddRange(type.Properties.Where(static property => Has(property, "IdAttribute"))
                    .GroupBy(static property => Argument(property, "IdAttribute"))
                    .Where(static group => group.Count() > 1).Select(group => $"{type.Name} uses {group.Key} twice"));
            }
        }

        Assert.True(aliases.Count > 20);
        Assert.DoesNotContain(aliases, static alias => alias.EndsWith("has none", StringComparison.Ordinal));
        AssertUnique(aliases);
        Assert.Empty(problems);
    }

    [Fact]
    public void Whatever_goes_through_a_grain_call_is_serializable()
    {
        using var interfaces = BuiltProject.Open("Grains.Interfaces");
        using var domain = BuiltProject.Open("Domain");
        var known = interfaces.Types.Concat(domain.Types).ToDictionary(static type => type.FullName, StringComparer.Ordinal);

        var missing = interfaces.Types.Where(static type => Has(type, "GenerateSerializerAttribute"))
            .SelectMany(static type => type.Properties).Select(static property => property.PropertyType)
            .Concat(interfaces.Types.Where(static type => type.IsInterface).SelectMany(static type => type.Methods)
                .SelectMany(static method => method.Parameters.Select(static parameter => parameter.ParameterType).Append(method.ReturnType)))
            .SelectMany(Parts)
            .Where(type => known.TryGetValue(type.FullName, out var found) && !found.IsEnum && !found.IsInterface && !Has(found, "GenerateSerializerAttribute"))
            .Select(static type => type.FullName);

        Assert.Empty(missing.Distinct());
    }

    private static bool IsStored(TypeDefinition type, PropertyDefinition property) =>
        property.GetMethod is { IsStatic: false } && type.Fields.Any(field => field.Name == $"<{property.Name}>k__BackingField");

    private static IEnumerable<TypeReference> Parts(TypeReference type) => type switch
    {
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts),
        TypeSpecification wrapped => Parts(wrapped.ElementType),
        _ => [type],
    };

    private static bool Has(ICustomAttributeProvider provider, string attribute) =>
        provider.CustomAttributes.Any(one => one.AttributeType.Name == attribute);

    private static string Argument(ICustomAttributeProvider provider, string attribute) =>
        provider.CustomAttributes.First(one => one.AttributeType.Name == attribute).ConstructorArguments[0].Value.ToString()!;

    private static void AssertUnique(IEnumerable<string> names) =>
        Assert.Empty(names.GroupBy(static name => name, StringComparer.Ordinal).Where(static group => group.Count() > 1).Select(static group => group.Key));
}
