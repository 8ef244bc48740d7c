using System.Text;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.History;

/// <summary>
/// The JSON text of a document, written as a JSON string with its quotes. Each thread keeps the last text: the output of a
/// state is the input of the next state and of its task, so consecutive events often have the same document.
/// </summary>
internal sealed class QuotedDocument
{
    // The memory is in use as long as the thread.
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
            // DEL is the only control character that compact JSON text can have. The JSON writer of .NET escapes it.
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
