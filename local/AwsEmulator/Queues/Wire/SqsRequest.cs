using System.Globalization;
using System.Text.Json;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Queues.Wire;

/// <summary>Reads the members of a request. As in AWS's JSON protocols, null counts as absent.</summary>
internal static class SqsRequest
{
    public static string? Text(this JsonElement request, string name) =>
        Find(request, name) switch
        {
            null => null,
            { ValueKind: JsonValueKind.String } value => value.GetString(),
            _ => throw WrongKind(name, "a string"),
        };

    public static string RequiredText(this JsonElement request, string name) =>
        request.Text(name) ?? throw SqsErrors.MissingParameter(name);

    /// <summary>Reads an integer. The Query protocol and some JSON clients send it as a string.</summary>
    public static int? Integer(this JsonElement request, string name)
    {
        if (Find(request, name) is not { } value)
        {
            return null;
        }

        var isNumber =
            value.ValueKind == JsonValueKind.String
                ? int.TryParse(value.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                : value.ValueKind == JsonValueKind.Number & value.TryGetInt32IfNumber(out number);
        return isNumber ? number : throw WrongKind(name, "an integer");
    }

    public static int? Integer(this JsonElement request, string name, int min, int max)
    {
        var number = request.Integer(name);
        if (number < min || number > max)
        {
            throw SqsErrors.InvalidParameterValue(number, name, $"Must be between {min} and {max}, if provided.");
        }

        return number;
    }

    public static IReadOnlyList<JsonElement> List(this JsonElement request, string name) =>
        Find(request, name) switch
        {
            null => [],
            { ValueKind: JsonValueKind.Array } value => [.. value.EnumerateArray()],
            _ => throw WrongKind(name, "a list"),
        };

    public static IReadOnlyList<string> Texts(this JsonElement request, string name) =>
        [
            .. request
                .List(name)
                .Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()! : throw WrongKind(name, "a list of strings")),
        ];

    public static IEnumerable<JsonProperty> Map(this JsonElement request, string name) =>
        Find(request, name) switch
        {
            null => [],
            { ValueKind: JsonValueKind.Object } value => value.EnumerateObject(),
            _ => throw WrongKind(name, "a map"),
        };

    public static IReadOnlyDictionary<string, string> TextMap(this JsonElement request, string name)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in request.Map(name))
        {
            map[property.Name] =
                property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString()! : throw WrongKind(name, "a map of strings");
        }

        return map;
    }

    public static byte[]? Bytes(this JsonElement request, string name)
    {
        if (request.Text(name) is null)
        {
            return null;
        }

        return request.GetProperty(name).TryGetBytesFromBase64(out var bytes) ? bytes : throw WrongKind(name, "base64");
    }

    /// <summary>Finds the queue of the member <c>QueueUrl</c>.</summary>
    /// <exception cref="AwsException">MissingParameter, QueueDoesNotExist.</exception>
    public static Queue FindQueue(this JsonElement request, QueueService queues) =>
        queues.Directory.Get(QueueService.NameFrom(request.RequiredText("QueueUrl")));

    private static JsonElement? Find(JsonElement request, string name)
    {
        if (request.ValueKind != JsonValueKind.Object)
        {
            throw WrongKind(name, "a member of an object");
        }

        return request.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    private static bool TryGetInt32IfNumber(this JsonElement value, out int number)
    {
        number = 0;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out number);
    }

    private static AwsException WrongKind(string name, string kind) => new("SerializationException", $"{name} is not {kind}.");
}
