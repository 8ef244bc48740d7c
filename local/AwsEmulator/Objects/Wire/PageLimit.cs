using System.Globalization;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Objects.Wire;

/// <summary>How many items a request asks a listing for.</summary>
internal static class PageLimit
{
    // More than this S3 never sends at once, whatever is asked for.
    private const int Largest = 1000;

    /// <param name="parameter">The query parameter that says it.</param>
    /// <param name="argument">What S3 calls it in its refusal.</param>
    /// <exception cref="AwsException">InvalidArgument.</exception>
    public static int Of(ObjectRequest request, string parameter, string argument)
    {
        if (request.Parameter(parameter) is not { } given)
        {
            return Largest;
        }

        if (!int.TryParse(given, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var asked))
        {
            throw ObjectErrors.InvalidArgument($"Provided {parameter} not an integer or within integer range", parameter, given);
        }

        if (asked < 0)
        {
            throw ObjectErrors.InvalidArgument($"Argument {argument} must be an integer between 0 and 2147483647", parameter, given);
        }

        return Math.Min(asked, Largest);
    }
}
