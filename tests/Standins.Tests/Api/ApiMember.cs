using System.Globalization;
using System.Reflection;

namespace PromptToImage.Standins.Tests.Api;

/// <summary>Public members as a line of C# would name them.</summary>
internal static class ApiMember
{
    internal static string Describe(MemberInfo member)
    {
        return member switch
        {
            FieldInfo { IsLiteral: true } constant => string.Create(
                CultureInfo.InvariantCulture,
                $"{constant.Name} = {Literal(constant.GetRawConstantValue())}"
            ),
            FieldInfo { IsStatic: true } value => $"{value.Name} = {Literal(value.GetValue(null)?.ToString())}",
            PropertyInfo property =>
                $"{property.Name}: {Name(property.PropertyType)}{(property.SetMethod is { IsPublic: true } ? "" : ", read only")}",
            ConstructorInfo constructor => $"new({Parameters(constructor)})",
            MethodInfo method => $"{method.Name}{Generic(method)}({Parameters(method)}): {Name(method.ReturnType)}",
            _ => throw new ArgumentException($"No line for {member}.", nameof(member)),
        };
    }

    internal static string Name(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } plain)
        {
            return Name(plain) + "?";
        }

        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[]";
        }

        var name = type.FullName switch
        {
            "System.String" => "string",
            "System.Int32" => "int",
            "System.Int64" => "long",
            "System.Boolean" => "bool",
            "System.Byte" => "byte",
            "System.Object" => "object",
            "System.Void" => "void",
            _ => type.Name.Split('`')[0].TrimEnd('&'),
        };
        return type.IsGenericType ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : name;
    }

    private static string Generic(MethodInfo method)
    {
        return method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";
    }

    private static string Parameters(MethodBase method)
    {
        return string.Join(
            ", ",
            method
                .GetParameters()
                .Select(p =>
                    $"{(p.GetCustomAttribute<ParamArrayAttribute>() is null ? "" : "params ")}{(p.ParameterType.IsByRef ? "ref " : "")}{Name(p.ParameterType)} {p.Name}{(p.HasDefaultValue ? " = default" : "")}"
                )
        );
    }

    private static string Literal(object? value)
    {
        return value is string text ? $"\"{text}\"" : Convert.ToString(value, CultureInfo.InvariantCulture)!;
    }
}
