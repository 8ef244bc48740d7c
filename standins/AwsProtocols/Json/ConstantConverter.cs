using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Runtime;

namespace AwsProtocols.Json;

/// <summary>Reads and writes an enum-like constant class as its value; unknown values are kept.</summary>
public sealed class ConstantConverter<[DynamicallyAccessedMembers(ConstantLookup.Needed)] TConstant> : JsonConverter<TConstant>
    where TConstant : ConstantClass
{
    public override TConstant? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ConstantLookup.Find<TConstant>(reader.GetString());

    public override void Write(Utf8JsonWriter writer, TConstant value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStringValue(value.Value);
    }
}
