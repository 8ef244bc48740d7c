using System.Text;
using System.Text.Json;

namespace PromptToImage.Contracts.Messages;

/// <summary>
/// Reads the body of a queue message: a JSON object when its first visible character is <c>{</c>, else the prompt itself.
/// JSON is read strictly: each of the six properties at most once, no others, no comments, no trailing commas. A property
/// that is <c>null</c> counts as absent. Nothing is thrown; whatever is wrong becomes a error, all of them in one pass.
/// </summary>
public static class MessageReader
{
    /// <summary>A byte order mark is no part of a text, though some editors put one before it.</summary>
    private const char ByteOrderMark = '\uFEFF';

    public static PromptMessage Read(string body)
    {
        var text = body.AsSpan().TrimStart(ByteOrderMark);
        var visible = text.TrimStart();
        return visible is ['{', ..] ? ReadObject(visible) : new PromptMessage { Prompt = text.ToString() };
    }

    private static PromptMessage ReadObject(ReadOnlySpan<char> json)
    {
        var utf8 = new byte[Encoding.UTF8.GetMaxByteCount(json.Length)];
        var length = Encoding.UTF8.GetBytes(json, utf8);
        PropertySet properties = new();
        Utf8JsonReader reader = new(utf8.AsSpan(0, length));
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                ReadProperty(ref reader, properties);
            }
            // Anything behind the object is a error, which only asking for more brings up.
            reader.Read();
        }
        catch (JsonException e)
        {
            properties.Broken(Explain(e));
        }

        return properties.ToMessage();
    }

    private static void ReadProperty(ref Utf8JsonReader reader, PropertySet properties)
    {
        var name = ReadText(ref reader);
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                properties.Add(name, JsonTokenType.String, ReadText(ref reader));
                break;
            case JsonTokenType.Number:
                properties.Add(name, JsonTokenType.Number, Encoding.UTF8.GetString(reader.ValueSpan));
                break;
            default:
                properties.Add(name, reader.TokenType, null);
                reader.Skip();
                break;
        }
    }

    /// <summary>Null when the text has half of a surrogate pair: valid JSON, but no valid Unicode.</summary>
    private static string? ReadText(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string Explain(JsonException e)
    {
        var reason = e.Message;
        var position = reason.IndexOf(" LineNumber:", StringComparison.Ordinal);
        if (position >= 0)
        {
            reason = reason[..position];
        }

        reason = reason.Replace(" Change the reader options.", "", StringComparison.Ordinal);
        return $"The message begins with '{{' but is no valid JSON: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}: "
            + $"{PrintableText.OneLine(reason, 200)} Mend it, or send the prompt as plain text.";
    }
}
