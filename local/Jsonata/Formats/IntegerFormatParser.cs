namespace PromptToImage.Jsonata.Formats;

/// <summary>Reads a format pattern for whole numbers.</summary>
internal static class IntegerFormatParser
{
    private const int OptionalDigit = '#';

    // The digits zero of Unicode's decimal digits within the basic plane.
    private static readonly int[] Zeros =
    [
        0x30, 0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0DE6, 0x0E50, 0x0ED0, 0x0F20,
        0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0,
        0xAA50, 0xABF0, 0xFF10,
    ];

    /// <exception cref="JsonataException">D3131: the digits are of several scripts.</exception>
    public static IntegerFormat Parse(string pattern)
    {
        var semicolon = pattern.LastIndexOf(';');
        var primary = semicolon < 0 ? pattern : pattern[..semicolon];
        var isOrdinal = semicolon >= 0 && pattern.AsSpan(semicolon + 1).StartsWith("o");
        return primary switch
        {
            "A" => new IntegerFormat { Form = IntegerForm.Letters, Case = NameCase.Upper, IsOrdinal = isOrdinal },
            "a" => new IntegerFormat { Form = IntegerForm.Letters, IsOrdinal = isOrdinal },
            "I" => new IntegerFormat { Form = IntegerForm.Roman, Case = NameCase.Upper, IsOrdinal = isOrdinal },
            "i" => new IntegerFormat { Form = IntegerForm.Roman, IsOrdinal = isOrdinal },
            "W" => new IntegerFormat { Form = IntegerForm.Words, Case = NameCase.Upper, IsOrdinal = isOrdinal },
            "Ww" => new IntegerFormat { Form = IntegerForm.Words, Case = NameCase.Title, IsOrdinal = isOrdinal },
            "w" => new IntegerFormat { Form = IntegerForm.Words, IsOrdinal = isOrdinal },
            _ => ParseDigits(primary, isOrdinal),
        };
    }

    /// <summary>The one distance between separators of one kind; 0 where they differ.</summary>
    public static int RegularSize(IReadOnlyList<int> positions)
    {
        if (positions.Count == 0)
        {
            return 0;
        }

        var size = positions.Aggregate(GreatestCommonDivisor);
        return Enumerable.Range(1, positions.Count).All(i => positions.Contains(i * size)) ? size : 0;
    }

    private static IntegerFormat ParseDigits(string primary, bool isOrdinal)
    {
        int? zero = null;
        var (mandatory, optional) = (0, 0);
        var separators = new List<GroupSeparator>();
        foreach (var rune in primary.EnumerateRunes().Reverse())
        {
            var script = Array.FindIndex(Zeros, z => rune.Value >= z && rune.Value <= z + 9);
            if (script >= 0)
            {
                mandatory++;
                if ((zero ??= Zeros[script]) != Zeros[script])
                {
                    throw new JsonataException("D3131");
                }
            }
            else if (rune.Value == OptionalDigit)
            {
                optional++;
            }
            else
            {
                separators.Add(new GroupSeparator(mandatory + optional, rune.ToString()));
            }
        }

        return zero is null
            ? new IntegerFormat { Form = IntegerForm.Sequence, IsOrdinal = isOrdinal, Token = primary }
            : new IntegerFormat
            {
                IsOrdinal = isOrdinal,
                Zero = zero.Value,
                MandatoryDigits = mandatory,
                OptionalDigits = optional,
                GroupSize = separators.All(s => s.Character == separators[0].Character) ? RegularSize([.. separators.Select(s => s.Position)]) : 0,
                Separators = separators,
                Token = primary,
            };
    }

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
