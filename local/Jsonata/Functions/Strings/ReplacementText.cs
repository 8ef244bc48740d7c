using System.Globalization;
using System.Text;
using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Functions.Strings;

/// <summary>Inserts a match into the replacement text of <c>$replace</c>: $0 is the match, $1 the first group, $$ a dollar sign.</summary>
internal static class ReplacementText
{
    public static string Expand(string replacement, MatchResult match)
    {
        var dollar = replacement.IndexOf('$', StringComparison.Ordinal);
        if (dollar < 0)
        {
            return replacement;
        }

        var text = new StringBuilder();
        var position = 0;
        while (dollar >= 0 && position < replacement.Length)
        {
            text.Append(replacement, position, dollar - position);
            position = dollar + 1;
            switch (position < replacement.Length ? replacement[position] : '\0')
            {
                case '$':
                    text.Append('$');
                    position++;
                    break;
                case '0':
                    text.Append(match.Text);
                    position++;
                    break;
                default:
                    position += AppendGroup(text, replacement.AsSpan(position), match);
                    break;
            }

            dollar = position < replacement.Length ? replacement.IndexOf('$', position) : -1;
        }

        return text.Append(replacement, position, replacement.Length - position).ToString();
    }

    /// <returns>The number of digits that the reference has; 0 if the dollar sign stands for itself.</returns>
    private static int AppendGroup(StringBuilder text, ReadOnlySpan<char> rest, MatchResult match)
    {
        var count = match.Groups.IsArray() ? match.Groups.ItemCount() : 0;
        var digits = count == 0 ? 1 : count.ToString(CultureInfo.InvariantCulture).Length;
        var number = Read(rest, digits);
        if (digits > 1 && number > count)
        {
            number = Read(rest, digits - 1);
        }

        if (number is not { } group)
        {
            text.Append('$');
            return 0;
        }

        if (group >= 1 && group <= count && match.Groups.ItemAt(group - 1) is JsonString value)
        {
            text.Append(value.Value);
        }

        return group.ToString(CultureInfo.InvariantCulture).Length;
    }

    private static int? Read(ReadOnlySpan<char> text, int most)
    {
        var length = 0;
        while (length < most && length < text.Length && char.IsAsciiDigit(text[length]))
        {
            length++;
        }

        return length == 0 ? null : int.Parse(text[..length], CultureInfo.InvariantCulture);
    }
}
