using System.CommandLine;
using System.Globalization;

namespace PromptToImage.Client.Commands;

/// <summary>Makes options for whole numbers within a range, with errors that name both.</summary>
internal static class NumberOption
{
    public static Option<long?> Create(string name, string valueName, string description, long minimum, long maximum)
    {
        return new Option<long?>(name)
        {
            HelpName = valueName,
            Description = description,
            CustomParser = result =>
            {
                var text = result.Tokens[^1].Value;
                if (
                    long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                    && number >= minimum
                    && number <= maximum
                )
                {
                    return number;
                }

                result.AddError(
                    string.Create(CultureInfo.InvariantCulture, $"{name} takes a whole number from {minimum} to {maximum}, not '{text}'.")
                );
                return null;
            },
        };
    }
}
