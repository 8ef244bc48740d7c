using System.Text;
using System.Text.Json;

namespace PromptToImage.Contracts.Messages;

/// <summary>
/// Reads the body of a queue message. The body is a JSON object if its first character after white space is <c>{</c>, otherwise it is
/// the prompt itself. JSON is read strictly: each of the six properties occurs at most once, and there are no other properties, comments
/// or trailing commas. A property that is <c>null</c> counts as absent. The reader throws no exception; it reports all errors together.
/// </summary>
public static class MessageReader
{
    /// <summary>Some editors write a byte order mark before the text. It is not part of the prompt.</summary>
    private const char ByteOrderMark = '\uFEFF';

    public static PromptMessage Read(string body)
    {
        var text = body.AsSpan().TrimStart(ByteOrderMark);
        var visible = text.TrimStart();
        return visible is ['{', ..] ? ReadObject(visible) : new PromptMessage { Prompt = text.ToString() };
    }

    /// <summary>The prompt of a message, or the whole message if it has no readable prompt.</summary>
    public static string PromptOrBody(string body) => Read(body).Prompt ?? body;

    private static PromptMessage ReadObject(ReadOnlySpan<char> json)
    {
        var utf8 = new byte[Encoding.UTF8.GetMaxByteCount(json.Length)];
        var length = Encoding.UTF8.GetBytes(json, utf8);
        var properties = new PropertySet();
        var reader = new Utf8JsonReader(utf8.AsSpan(0, length));
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                ReadProperty(ref reader, properties);
            }
            // Text after the object is an error. The reader reports it only when it is asked for the next token.
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

    /// <summary>Null if the text has half of a surrogate pair: this is valid JSON, but not valid Unicode.</summary>
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
        return $"The message begins with '{{' but is not valid JSON: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}: "
            + $"{PrintableText.OneLine(reason, 200)} Correct it, or send the prompt as plain text.";
    }
}
