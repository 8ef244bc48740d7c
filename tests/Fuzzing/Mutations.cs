using System.Text;

namespace PromptToImage.Tests.Fuzzing;

/// <summary>Changes texts at random. Equal seeds give equal changes.</summary>
/// <param name="pieces">Parts of the language under test, which the changes insert.</param>
internal sealed class Mutations(int seed, string[] pieces)
{
    private static readonly string[] CommonPieces =
    [
        "{",
        "}",
        "[",
        "]",
        "(",
        ")",
        "\"",
        "'",
        ",",
        ":",
        ".",
        "..",
        "$",
        "$$",
        "@",
        "*",
        "?",
        "!",
        "\\",
        "\\u",
        "-",
        "1",
        "0",
        "1e999",
        "-1",
        "99999999999999999999",
        "null",
        "true",
        " ",
        "\n",
        "\0",
        "\ud800",
        "é",
        "😀",
    ];

    private readonly string[] _pieces = [.. CommonPieces, .. pieces];
    private readonly Random _random = new(seed);

    public int Next(int count) => _random.Next(count);

    public string Of(string text, int most = 4)
    {
        var changed = new StringBuilder(text);
        for (var times = 1 + _random.Next(most); times > 0; times--)
        {
            Change(changed);
        }

        return changed.ToString();
    }

    private void Change(StringBuilder text)
    {
        var at = _random.Next(text.Length + 1);
        switch (_random.Next(5))
        {
            case 0:
                text.Insert(at, _pieces[_random.Next(_pieces.Length)]);
                break;
            case 1 when at < text.Length:
                text.Remove(at, Math.Min(1 + _random.Next(8), text.Length - at));
                break;
            case 2 when at < text.Length:
                text[at] = (char)_random.Next(1, 300);
                break;
            case 3 when text.Length > 1:
                var from = _random.Next(text.Length);
                text.Insert(at, text.ToString(from, Math.Min(1 + _random.Next(20), text.Length - from)));
                break;
            default:
                var length = Math.Min(_random.Next(30), text.Length - at);
                text.Remove(at, length).Insert(at, _pieces[_random.Next(_pieces.Length)]);
                break;
        }
    }
}
