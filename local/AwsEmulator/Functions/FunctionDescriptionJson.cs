using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace PromptToImage.AwsEmulator.Functions;

/// <summary>Writes the responses that describe functions, their versions and their aliases.</summary>
internal static class FunctionDescriptionJson
{
    public static byte[] List(IReadOnlyList<RegisteredFunction> functions, ListPage page) =>
        WriteList("Functions", functions, page, Describe);

    public static byte[] Versions(IReadOnlyList<RegisteredFunction> versions, ListPage page) =>
        WriteList("Versions", versions, page, Describe);

    public static byte[] Alias(string arn, FunctionAlias alias) => Write(writer => Describe(writer, arn, alias));

    public static byte[] Aliases(IEnumerable<KeyValuePair<string, FunctionAlias>> aliases, ListPage page) =>
        WriteList("Aliases", aliases, page, (writer, entry) => Describe(writer, entry.Key, entry.Value));

    public static byte[] Get(RegisteredFunction function) =>
        Write(writer =>
        {
            writer.WriteStartObject("Configuration");
            Describe(writer, function);
            writer.WriteEndObject();
            writer.WriteStartObject("Code");
            writer.WriteEndObject();
        });

    public static byte[] Configuration(RegisteredFunction function) => Write(writer => Describe(writer, function));

    private static void Describe(Utf8JsonWriter writer, RegisteredFunction function)
    {
        writer.WriteString("FunctionName", function.Name);
        writer.WriteString("FunctionArn", function.InvokedArn);
        writer.WriteString("Runtime", "dotnet10");
        writer.WriteString("Description", function.Description);
        writer.WriteNumber("Timeout", (int)Math.Ceiling(function.Timeout.TotalSeconds));
        writer.WriteString("Version", function.Version);
        if (function.Environment.Count > 0)
        {
            writer.WriteStartObject("Environment");
            writer.WriteStartObject("Variables");
            foreach (var (name, value) in function.Environment)
            {
                writer.WriteString(name, value);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteString("PackageType", "Zip");
        writer.WriteString("State", "Active");
        writer.WriteString("LastUpdateStatus", "Successful");
    }

    private static void Describe(Utf8JsonWriter writer, string arn, FunctionAlias alias)
    {
        writer.WriteString("AliasArn", arn);
        writer.WriteString("Name", alias.Name);
        writer.WriteString("FunctionVersion", alias.Version);
        writer.WriteString("Description", alias.Description);
        if (alias.AdditionalVersion is { } additional)
        {
            writer.WriteStartObject("RoutingConfig");
            writer.WriteStartObject("AdditionalVersionWeights");
            writer.WriteNumber(additional, alias.AdditionalWeight);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
    }

    private static byte[] WriteList<T>(string name, IEnumerable<T> items, ListPage page, Action<Utf8JsonWriter, T> describe) =>
        Write(writer =>
        {
            var rest = items.Skip(page.Skip).Take(page.Size + 1).ToList();
            if (rest.Count > page.Size)
            {
                writer.WriteString("NextMarker", (page.Skip + page.Size).ToString(CultureInfo.InvariantCulture));
            }

            writer.WriteStartArray(name);
            foreach (var item in rest.Take(page.Size))
            {
                writer.WriteStartObject();
                describe(writer, item);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });

    private static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
