using System.Globalization;
using System.Text;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Objects.Wire;

/// <summary>The page sizes and continuation tokens of listings.</summary>
internal static class Paging
{
    private const int DefaultLargest = 1000;

    /// <summary>Returns the page size that a request asks for, at most <paramref name="largest"/>.</summary>
    /// <param name="parameter">The query parameter with the page size.</param>
    /// <param name="argument">The parameter's name in S3's error message, where it differs.</param>
    /// <param name="smallest">The smallest size that S3 accepts.</param>
    /// <param name="largest">The largest page of the operation; also the size of a page if the request does not give one.</param>
    /// <exception cref="AwsException">InvalidArgument.</exception>
    public static int ParseLimit(
        ObjectRequest request,
        string parameter,
        string? argument = null,
        int smallest = 0,
        int largest = DefaultLargest
    )
    {
        if (request.Parameter(parameter) is not { } given)
        {
            return largest;
        }

        if (!int.TryParse(given, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var asked))
        {
            throw ObjectErrors.InvalidArgument($"Provided {parameter} not an integer or within integer range", parameter, given);
        }

        if (asked < smallest)
        {
            var maximum = smallest == 0 ? int.MaxValue : largest;
            throw ObjectErrors.InvalidArgument(
                $"Argument {argument ?? parameter} must be an integer between {smallest} and {maximum}",
                parameter,
                given
            );
        }

        return Math.Min(asked, largest);
    }

    /// <summary>Returns the token of the page that starts after a name.</summary>
    public static string Token(string after) => Convert.ToBase64String(Encoding.UTF8.GetBytes(after));

    /// <summary>Returns the name after which the requested page starts; null if the request has no token.</summary>
    /// <exception cref="AwsException">InvalidArgument. An empty token is incorrect too.</exception>
    public static string? ParseToken(ObjectRequest request)
    {
        if (request.Parameter("continuation-token") is not { } token)
        {
            return null;
        }

        var decoded = new byte[token.Length];
        return token.Length > 0 && Convert.TryFromBase64String(token, decoded, out var length)
            ? Encoding.UTF8.GetString(decoded, 0, length)
            : throw ObjectErrors.InvalidArgument("The continuation token provided is incorrect", "continuation-token", token);
    }
}
