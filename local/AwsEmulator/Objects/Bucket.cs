using System.Net;

namespace PromptToImage.AwsEmulator.Objects;

/// <summary>A bucket.</summary>
public sealed record Bucket(string Name, DateTimeOffset Created);

/// <summary>
/// The naming rules for buckets, https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html. A valid name is also a
/// safe folder name.
/// </summary>
public static class BucketName
{
    public static bool IsValid(string name) =>
        name.Length is >= 3 and <= 63
        && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '.')
        && char.IsAsciiLetterOrDigit(name[0])
        && char.IsAsciiLetterOrDigit(name[^1])
        && !name.Contains("..", StringComparison.Ordinal)
        && !name.StartsWith("xn--", StringComparison.Ordinal)
        && !name.EndsWith("-s3alias", StringComparison.Ordinal)
        && !IPAddress.TryParse(name, out _);
}
