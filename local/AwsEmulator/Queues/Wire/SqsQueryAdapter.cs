using System.Buffers;
using System.Text.Json;
using System.Xml;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Queues.Wire;

/// <summary>
/// Adapts the JSON operations to the older Query protocol: converts a form to a JSON request and a JSON response to XML. In a form, lists
/// and maps are flattened: <c>Attribute.1.Name=…</c>.
/// </summary>
internal static class SqsQueryAdapter
{
    public const string Version = "2012-11-05";

    public const string XmlNamespace = "http://queue.amazonaws.com/doc/2012-11-05/";

    // The name of a member in JSON, its name in the form, and for maps the name of the key.
    private static readonly (string Member, string Form)[] Lists =
    [
        ("AttributeNames", "AttributeName"),
        ("MessageAttributeNames", "MessageAttributeName"),
        ("MessageSystemAttributeNames", "MessageSystemAttributeName"),
        ("TagKeys", "TagKey"),
    ];

    private static readonly (string Member, string Form, string Key)[] Maps = [("Attributes", "Attribute", "Name"), ("Tags", "Tag", "Key")];

    private static readonly (string Member, string Form)[] AttributeMaps =
    [
        ("MessageAttributes", "MessageAttribute"),
        ("MessageSystemAttributes", "MessageSystemAttribute"),
    ];

    private static readonly string[] AttributeParts = ["DataType", "StringValue", "BinaryValue"];

    public static QueryOperationHandler Adapt(JsonOperationHandler operation) =>
        async (form, result, cancellationToken) =>
        {
            using var request = JsonDocument.Parse(ToJson(form));
            var response = new ArrayBufferWriter<byte>(512);
            await using (var writer = new Utf8JsonWriter(response))
            {
                writer.WriteStartObject();
                await operation(request.RootElement, writer, cancellationToken);
                writer.WriteEndObject();
            }

            using var document = JsonDocument.Parse(response.WrittenMemory);
            WriteMembers(result, document.RootElement, form.Action);
        };

    /// <summary>A parameter that is not a list or a map; null if it is absent.</summary>
    public static string? Parameter(QueryRequest form, string name) =>
        // Old clients send a request to the path of the queue.
        form[name] ?? (name == "QueueUrl" && form.Path.Length > 1 ? form.Path : null);

    /// <summary>The names that a parameter of the JSON protocol has in a form. A map has one for its keys and one for its values.</summary>
    /// <param name="action">The operation, which names the entries of its batch.</param>
    /// <param name="parameter">A path of <see cref="OfferedParameters"/>.</param>
    public static IEnumerable<string> FormNames(string action, string parameter)
    {
        if (parameter.Split('.', 2) is ["Entries", var inEntry])
        {
            return FormNames(action, inEntry).Select(name => $"{action}RequestEntry.N.{name}");
        }

        if (Array.Find(Lists, list => list.Member == parameter) is { Form: { } listName })
        {
            return [$"{listName}.N"];
        }

        if (Array.Find(Maps, map => $"{map.Member}.*" == parameter) is { Form: { } mapName, Key: { } key })
        {
            return [$"{mapName}.N.{key}", $"{mapName}.N.Value"];
        }

        return
            parameter.Split('.') is [var member, _, var part]
            && Array.Find(AttributeMaps, map => map.Member == member) is { Form: { } attributeName }
            ? [$"{attributeName}.N.Name", $"{attributeName}.N.Value.{part}"]
            : [parameter];
    }

    private static ReadOnlyMemory<byte> ToJson(QueryRequest form)
    {
        var json = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            if (form["QueueUrl"] is null && Parameter(form, "QueueUrl") is { } url)
            {
                writer.WriteString("QueueUrl", url);
            }

            WriteStructure(writer, form, "");
            var entries = form.Members(form.Action + "RequestEntry").ToList();
            if (entries.Count > 0)
            {
                writer.WriteStartArray("Entries");
                foreach (var entry in entries)
                {
                    writer.WriteStartObject();
                    WriteStructure(writer, form, entry);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        return json.WrittenMemory;
    }

    /// <param name="structure">The structure's name in the form; empty for the request itself.</param>
    private static void WriteStructure(Utf8JsonWriter writer, QueryRequest form, string structure)
    {
        foreach (var (name, value) in form.Values(structure))
        {
            writer.WriteString(name, value);
        }

        var prefix = structure.Length == 0 ? "" : structure + ".";
        foreach (var (member, list) in Lists)
        {
            var items = form.Members(prefix + list).ToList();
            if (items.Count == 0)
            {
                continue;
            }

            writer.WriteStartArray(member);
            foreach (var item in items)
            {
                writer.WriteStringValue(form[item] ?? "");
            }

            writer.WriteEndArray();
        }

        foreach (var (member, map, key) in Maps)
        {
            WriteMap(writer, form, member, prefix + map, key, (name, entry) => writer.WriteString(name, form[entry + ".Value"] ?? ""));
        }

        foreach (var (member, map) in AttributeMaps)
        {
            WriteMap(
                writer,
                form,
                member,
                prefix + map,
                "Name",
                (name, entry) =>
                {
                    writer.WriteStartObject(name);
                    foreach (var part in AttributeParts)
                    {
                        if (form[$"{entry}.Value.{part}"] is { } value)
                        {
                            writer.WriteString(part, value);
                        }
                    }

                    writer.WriteEndObject();
                }
            );
        }
    }

    private static void WriteMap(
        Utf8JsonWriter writer,
        QueryRequest form,
        string member,
        string formName,
        string key,
        Action<string, string> writeEntry
    )
    {
        var entries = form.Members(formName).Where(entry => form[$"{entry}.{key}"] is not null).ToList();
        if (entries.Count == 0)
        {
            return;
        }

        writer.WriteStartObject(member);
        foreach (var entry in entries)
        {
            writeEntry(form[$"{entry}.{key}"]!, entry);
        }

        writer.WriteEndObject();
    }

    private static void WriteMembers(XmlWriter result, JsonElement structure, string action)
    {
        foreach (var member in structure.EnumerateObject())
        {
            switch (member.Value.ValueKind)
            {
                case JsonValueKind.Array:
                    foreach (var item in member.Value.EnumerateArray())
                    {
                        WriteElement(result, ElementName(member.Name, action), item, action);
                    }

                    break;
                case JsonValueKind.Object when member.Name is "Attributes" or "Tags" or "MessageAttributes":
                    foreach (var entry in member.Value.EnumerateObject())
                    {
                        WriteEntry(result, member.Name, entry, action);
                    }

                    break;
                default:
                    WriteElement(result, member.Name, member.Value, action);
                    break;
            }
        }
    }

    private static void WriteEntry(XmlWriter result, string map, JsonProperty entry, string action)
    {
        result.WriteStartElement(map[..^1], XmlNamespace);
        result.WriteElementString(map == "Tags" ? "Key" : "Name", XmlNamespace, XmlCharacters.ReplaceInvalid(entry.Name));
        WriteElement(result, "Value", entry.Value, action);
        result.WriteEndElement();
    }

    private static void WriteElement(XmlWriter result, string name, JsonElement value, string action)
    {
        result.WriteStartElement(name, XmlNamespace);
        if (value.ValueKind == JsonValueKind.Object)
        {
            WriteMembers(result, value, action);
        }
        else
        {
            result.WriteString(
                value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetRawText() : XmlCharacters.ReplaceInvalid(value.ToString())
            );
        }

        result.WriteEndElement();
    }

    private static string ElementName(string list, string action) =>
        list switch
        {
            "Messages" => "Message",
            "QueueUrls" or "queueUrls" => "QueueUrl",
            "Successful" => action + "ResultEntry",
            "Failed" => "BatchResultErrorEntry",
            "Results" => action + "ResultEntry",
            _ => list,
        };
}
