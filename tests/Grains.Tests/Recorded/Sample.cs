using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace OrleansIm.Grains.Tests.Recorded;

/// <summary>Makes a value of any message type in which nothing is left at its default, and tells what is in one. The same type gives the same value.</summary>
internal static class Sample
{
    /// <summary>A value; null for what only a running cluster can make (references to grains and observers).</summary>
    public static object? Of(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inside)
        {
            return Of(inside);
        }

        if (type.IsArray)
        {
            return Listed(type.GetElementType()!);
        }

        if (type.IsGenericType && type.IsInterface && type.IsAssignableFrom(typeof(List<>).MakeGenericType(type.GetGenericArguments()[0])))
        {
            return Listed(type.GetGenericArguments()[0]);
        }

        return type switch
        {
            _ when type == typeof(string) => "text",
            _ when type == typeof(bool) => true,
            _ when type == typeof(ReadOnlyMemory<byte>) => new ReadOnlyMemory<byte>([1, 2, 3]),
            _ when type.IsEnum => Enum.GetValues(type).Cast<object>().Last(),
            _ when type.IsPrimitive => Convert.ChangeType(42, type, CultureInfo.InvariantCulture),
            _ when type.IsInterface || type.IsAbstract => null,
            _ => Filled(type),
        };
    }

    /// <summary>One line per member, in their order: path and value.</summary>
    public static IEnumerable<string> Describe(object? value, string path = "")
    {
        switch (value)
        {
            case null:
                return [];
            case string or bool or Enum or IFormattable:
                return [string.Create(CultureInfo.InvariantCulture, $"{path} = {(value is Enum ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : value)}")];
            case ReadOnlyMemory<byte> bytes:
                return [$"{path} = {Convert.ToHexString(bytes.Span)}"];
            case IEnumerable many:
                return many.Cast<object?>().SelectMany((one, place) => Describe(one, $"{path}[{place}]"));
            default:
                return FieldsOf(value.GetType()).SelectMany(field => Describe(field.GetValue(value), $"{path}.{NameOf(field)}"));
        }
    }

    private static Array Listed(Type element)
    {
        var list = Array.CreateInstance(element, 1);
        list.SetValue(Of(element), 0);
        return list;
    }

    private static object Filled(Type type)
    {
        var value = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var field in FieldsOf(type))
        {
            field.SetValue(value, Of(field.FieldType));
        }

        return value;
    }

    private static IEnumerable<FieldInfo> FieldsOf(Type type)
    {
        var inherited = type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? FieldsOf(parent) : [];
        return inherited.Concat(type
            .GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .OrderBy(NameOf, StringComparer.Ordinal));
    }

    /// <summary>The property's name for the field behind it.</summary>
    private static string NameOf(FieldInfo field) => field.Name[0] == '<' ? field.Name[1..field.Name.IndexOf('>')] : field.Name;
}
