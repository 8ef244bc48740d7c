using System.Globalization;

namespace PromptToImage.Contracts.Values;

/// <summary>A share from 0 to 1, written as <c>2%</c> or <c>0.02</c>.</summary>
public readonly record struct Percentage(double Share)
{
    /// <exception cref="FormatException">The text is not a share from 0 % to 100 %. The message gives an example.</exception>
    public static Percentage Parse(string text)
    {
        var percent = text.EndsWith('%');
        var digits = percent ? text.AsSpan()[..^1] : text;
        if (double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            var share = percent ? number / 100 : number;
            if (share is >= 0 and <= 1)
            {
                return new Percentage(share);
            }
        }

        throw new FormatException($"'{text}' is not a share; write for example 2% or 0.02, from 0% to 100%");
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Share * 100:0.###}%");
}
