using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using Amazon.Runtime;

namespace PromptToImage.Standins.Tests.Wire;

/// <summary>
/// Any request or response with every member set, and its wire form by the service's naming rule: a member, its
/// value and its JSON always follow from its name and type, so nothing is listed twice.
/// </summary>
internal sealed class Sample(Func<Type, string, string> wireName)
{
    private static readonly DateTime Moment = new(2026, 11, 22, 8, 30, 0, 250, DateTimeKind.Utc);

    /// <summary>An instance with every member set.</summary>
    public object Fill(Type type)
    {
        var instance = Activator.CreateInstance(type)!;
        foreach (var member in Members(type))
        {
            member.SetValue(instance, Value(member.PropertyType, member.Name));
        }

        return instance;
    }

    /// <summary>The wire form of a value, with its unset members left out.</summary>
    public JsonNode? ToJson(object? value)
    {
        return value switch
        {
            null => null,
            string text => text,
            bool flag => flag,
            int number => number,
            long number => number,
            DateTime date => (decimal)(date - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerSecond,
            MemoryStream blob => Convert.ToBase64String(blob.ToArray()),
            ConstantClass constant => constant.Value,
            IDictionary map => new JsonObject(map.Keys.Cast<string>().Select(key => KeyValuePair.Create(key, ToJson(map[key])))),
            IList list => new JsonArray([.. list.Cast<object>().Select(ToJson)]),
            _ => Members(value.GetType())
                .Where(member => member.GetValue(value) is not null)
                .Aggregate(
                    new JsonObject(),
                    (json, member) =>
                    {
                        json[wireName(member.DeclaringType!, member.Name)] = ToJson(member.GetValue(value));
                        return json;
                    }
                ),
        };
    }

    private static IEnumerable<PropertyInfo> Members(Type type)
    {
        return type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(p => p.SetMethod is { IsPublic: true });
    }

    private object Value(Type type, string name)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain == typeof(string))
        {
            return $"a \"{name}\" é 🎨";
        }

        if (plain == typeof(bool))
        {
            return true;
        }

        if (plain == typeof(int) || plain == typeof(long))
        {
            return Convert.ChangeType(name.Length, plain, CultureInfo.InvariantCulture);
        }

        if (plain == typeof(DateTime))
        {
            return Moment;
        }

        if (plain == typeof(MemoryStream))
        {
            return new MemoryStream([1, 2, 3]);
        }

        if (plain.IsSubclassOf(typeof(ConstantClass)))
        {
            return Activator.CreateInstance(plain, "SOME_" + name)!;
        }

        var instance = Activator.CreateInstance(plain)!;
        if (instance is IDictionary map)
        {
            map["key"] = Value(plain.GetGenericArguments()[1], name);
        }
        else if (instance is IList list)
        {
            list.Add(Value(plain.GetGenericArguments()[0], name));
        }
        else
        {
            return Fill(plain);
        }

        return instance;
    }
}
