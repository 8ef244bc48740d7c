using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Objects.Wire;

/// <summary>The header <c>x-amz-copy-source</c>: <c>bucket/key</c>, URL-encoded, with or without a slash before it.</summary>
internal static class CopySource
{
    /// <exception cref="AwsException">InvalidArgument.</exception>
    public static (string Bucket, string Key) Parse(string header)
    {
        var text = header.TrimStart('/');
        var version = text.IndexOf("?versionId=", StringComparison.Ordinal);
        if (version >= 0)
        {
            if (text[(version + "?versionId=".Length)..] != "null")
            {
                throw ObjectErrors.InvalidArgument("Invalid version id specified", "x-amz-copy-source", header);
            }

            text = text[..version];
        }

        var path = Uri.UnescapeDataString(text);
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || slash == path.Length - 1)
        {
            throw ObjectErrors.InvalidArgument("Invalid copy source object key", "x-amz-copy-source", header);
        }

        return (path[..slash], path[(slash + 1)..]);
    }
}
