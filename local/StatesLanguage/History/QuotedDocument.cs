using System.Text;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.History;

/// <summary>
/// A document's JSON text as a JSON string, quotes and all. The last one is kept: what leaves one state enters the next
/// and is what its task is given, so neighbouring events mostly carry the same document.
/// </summary>
internal sealed class QuotedDocument
{
    // What is kept stays in memory as long as its thread.
    private const int Longest = 16 * 1024;

    [ThreadStatic]
    private static QuotedDocument? _last;

    private readonly byte[] _text = new byte[(2 * Longest) + 2];
    private JsonValue? _document;
    private int _length;

    /// <summary>Returns false where the document is long or not plain ASCII. The writer then escapes it.</summary>
    public static bool TryGet(JsonValue document, string json, out ReadOnlySpan<byte> quoted)
    {
        quoted = default;
        if (json.Length > Longest)
        {
            return false;
        }

        var last = _last ??= new QuotedDocument();
        if (!ReferenceEquals(last._document, document) && !last.TryQuote(document, json))
        {
            return false;
        }

        quoted = last._text.AsSpan(0, last._length);
        return true;
    }

    private bool TryQuote(JsonValue document, string json)
    {
        _document = null;
        if (!Ascii.IsValid(json))
        {
            return false;
        }

        var length = 0;
        _text[length++] = (byte)'"';
        foreach (var character in json)
        {
            // Compact JSON text has no control characters but DEL, which JSON leaves as it is and its writers do not.
            if (character == '\x7f')
            {
                return false;
            }

            if (character is '"' or '\\')
            {
                _text[length++] = (byte)'\\';
            }

            _text[length++] = (byte)character;
        }

        _text[length++] = (byte)'"';
        _length = length;
        _document = document;
        return true;
    }
}
