using System.Buffers;
using System.Text.Json;

namespace PromptToImage.AwsEmulator.Functions;

/// <summary>Writes the responses of GetFunction and ListFunctions.</summary>
internal static class FunctionDescriptionJson
{
    public static byte[] List(IReadOnlyList<RegisteredFunction> functions) =>
        Write(writer =>
        {
            writer.WriteStartArray("Functions");
            foreach (var function in functions)
            {
                writer.WriteStartObject();
                Describe(writer, function);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });

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
        writer.WriteString("FunctionArn", function.Arn);
        writer.WriteString("Runtime", "dotnet10");
        writer.WriteNumber("Timeout", (int)Math.Ceiling(function.Timeout.TotalSeconds));
        writer.WriteString("Version", "$LATEST");
        writer.WriteString("PackageType", "Zip");
        writer.WriteString("State", "Active");
        writer.WriteString("LastUpdateStatus", "Successful");
    }

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
