using System.Reflection;
using System.Text;
using Amazon.Runtime;

namespace PromptToImage.Standins.Tests.Api;

/// <summary>An assembly's public surface, type by type, as a README shows it and as it can be compared.</summary>
internal sealed class ApiTable(Assembly assembly)
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The base that the stand-ins' clients and configurations share; the originals have each member in the class itself.</summary>
    private const string SharedBase = "AwsProtocols";

    /// <summary>Whether this is a stand-in, and not the original.</summary>
    public bool IsStandin => assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Any(m => m.Key == "Standin");

    /// <summary>Public types with their lines; the same everywhere, so that a difference is a difference.</summary>
    public SortedDictionary<string, SortedSet<string>> Types()
    {
        var types = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var type in assembly.GetExportedTypes().Where(type => !type.FullName!.Contains(".Internal.", StringComparison.Ordinal)))
        {
            types[Title(type)] = new SortedSet<string>(Members(type).Select(ApiMember.Describe), StringComparer.Ordinal);
        }

        return types;
    }

    public string ToMarkdown()
    {
        var table = new StringBuilder("| type | members |\n|---|---|\n");
        foreach (var (type, members) in Types())
        {
            table.Append("| `").Append(type).Append("` | ").AppendJoin("<br>", members.Select(m => $"`{m}`")).Append(" |\n");
        }

        return table.ToString();
    }

    private static string Title(Type type)
    {
        var parent = type.BaseType;
        while (parent?.Assembly.GetName().Name == SharedBase)
        {
            parent = parent.BaseType;
        }

        var kind =
            type.IsInterface ? "interface"
            : type.IsEnum ? "enum"
            : type is { IsAbstract: true, IsSealed: true } ? "static class"
            : "class";
        var name = type.IsNested ? $"{type.DeclaringType!.FullName}.{ApiMember.Name(type)}" : $"{type.Namespace}.{ApiMember.Name(type)}";
        return kind == "class" && parent != typeof(object) ? $"{kind} {name} : {parent!.Name}" : $"{kind} {name}";
    }

    private static IEnumerable<MemberInfo> Members(Type type)
    {
        var members = type.GetMembers(Declared).Where(m => IsOffered(m, type));
        for (var parent = type.BaseType; parent?.Assembly.GetName().Name == SharedBase; parent = parent.BaseType)
        {
            members = members.Concat(parent.GetMembers(Declared).Where(m => m is not ConstructorInfo && IsOffered(m, type)));
        }

        return members.DistinctBy(ApiMember.Describe);
    }

    /// <summary>
    /// Public, and not what every class of its kind has: the parameterless constructor, an exception's constructors,
    /// and what constant classes need (these have tests of their own).
    /// </summary>
    private static bool IsOffered(MemberInfo member, Type type)
    {
        var isException = type.IsSubclassOf(typeof(AmazonServiceException));
        var isConstant = type.IsSubclassOf(typeof(ConstantClass));
        return member switch
        {
            ConstructorInfo constructor => constructor.IsPublic && !isException && !isConstant && constructor.GetParameters().Length > 0,
            MethodInfo method => method is { IsPublic: true, IsSpecialName: false }
                && !isConstant
                && method.GetBaseDefinition().DeclaringType != typeof(object),
            PropertyInfo property => property.GetMethod is { IsPublic: true } or { IsFamily: true },
            FieldInfo field => field.IsPublic && !field.IsSpecialName,
            _ => false,
        };
    }
}
