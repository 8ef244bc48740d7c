using System.Text;

namespace PromptToImage.Functions.Notices;

/// <summary>
/// Writes a notice's body, with headings at the margin and text indented. Each line of external text is indented, and control
/// characters are removed, so that a prompt cannot imitate a heading.
/// </summary>
public sealed class NoticeText
{
    private const string Indent = "  ";
    private const int LabelWidth = 10;

    /// <summary>The maximum line length that RFC 5322 (section 2.1.1) recommends. It also fits into a terminal.</summary>
    private const int LineWidth = 78;

    private readonly StringBuilder _text = new();

    /// <summary>A paragraph at the margin.</summary>
    public NoticeText Paragraph(string text)
    {
        Separate();
        _text.Append(text).Append('\n');
        return this;
    }

    /// <summary>A heading with indented text, wrapped between words to the line width.</summary>
    public NoticeText Section(string heading, string text) => Section(heading, Plain(text).Split('\n').SelectMany(Wrap));

    /// <summary>A heading with indented text to copy. Its lines are not wrapped.</summary>
    public NoticeText Verbatim(string heading, string text) => Section(heading, Plain(text).Split('\n'));

    /// <summary>A list of facts, one per line. Facts without a value are left out.</summary>
    public NoticeText Facts(params ReadOnlySpan<(string Label, string? Value)> facts)
    {
        Separate();
        foreach (var (label, value) in facts)
        {
            if (!string.IsNullOrEmpty(value))
            {
                _text.Append(label.PadRight(LabelWidth)).Append(Plain(value).Replace('\n', ' ')).Append('\n');
            }
        }

        return this;
    }

    public override string ToString() => _text.ToString();

    /// <summary>Shortens the text to <paramref name="maximum"/> characters and states how many were left out.</summary>
    public static string Excerpt(string text, int maximum)
    {
        if (text.Length <= maximum)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[maximum - 1]) ? maximum - 1 : maximum;
        return $"{text[..end]}\n[{text.Length - end:N0} more characters]";
    }

    private NoticeText Section(string heading, IEnumerable<string> lines)
    {
        Separate();
        _text.Append(heading).Append('\n');
        foreach (var line in lines)
        {
            _text.Append(line.Length == 0 ? "" : Indent).Append(line).Append('\n');
        }

        return this;
    }

    private static IEnumerable<string> Wrap(string line)
    {
        var room = LineWidth - Indent.Length;
        var rest = line;
        while (rest.Length > room)
        {
            var space = rest.LastIndexOf(' ', room);
            if (space <= 0)
            {
                space = rest.IndexOf(' ', room);
            }

            if (space < 0)
            {
                break;
            }

            yield return rest[..space].TrimEnd(' ');
            rest = rest[space..].TrimStart(' ');
        }

        yield return rest;
    }

    private void Separate()
    {
        if (_text.Length > 0)
        {
            _text.Append('\n');
        }
    }

    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.Replace("\r\n", "\n", StringComparison.Ordinal).EnumerateRunes())
        {
            if (rune.Value == '\r' || rune.Value is 0x85 or 0x2028 or 0x2029)
            {
                plain.Append('\n');
            }
            else if (!Rune.IsControl(rune) || rune.Value is '\n' or '\t')
            {
                plain.Append(rune);
            }
        }

        return plain.ToString();
    }
}
