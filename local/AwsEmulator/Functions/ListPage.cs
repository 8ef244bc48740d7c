using System.Globalization;
using Microsoft.AspNetCore.Http;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Functions;

/// <summary>A page of one of Lambda's lists, https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html.</summary>
/// <param name="Skip">The number of items before the page.</param>
/// <param name="Size">The largest number of items on the page.</param>
internal sealed record ListPage(int Skip, int Size)
{
    private const int LargestSize = 50;
    private const int LargestMaxItems = 10_000;

    /// <summary>Reads the query parameters Marker and MaxItems. As in Lambda, a page has 50 items at most.</summary>
    /// <exception cref="AwsException">InvalidParameterValueException.</exception>
    public static ListPage Read(HttpContext context)
    {
        var size = Number(context, "MaxItems", LargestMaxItems) ?? LargestSize;
        return size > 0
            ? new ListPage(Number(context, "Marker", int.MaxValue) ?? 0, Math.Min(size, LargestSize))
            : throw FunctionErrors.InvalidParameter($"MaxItems must be from 1 to {LargestMaxItems}.");
    }

    private static int? Number(HttpContext context, string name, int largest)
    {
        if (context.Request.Query[name] is not [{ Length: > 0 } text])
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= largest
            ? number
            : throw FunctionErrors.InvalidParameter($"The value {text} of {name} is not valid.");
    }
}
