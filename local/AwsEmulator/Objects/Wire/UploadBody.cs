using System.Globalization;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Objects.Wire;

/// <summary>Reads an upload's body into a file, whichever way it is sent.</summary>
internal static class UploadBody
{
    /// <summary>S3's limit for one upload.</summary>
    private const long Largest = 5L * 1024 * 1024 * 1024;

    /// <summary>Receives the whole body and holds it to its headers; returns the checksum to keep.</summary>
    /// <exception cref="AwsException">What S3 refuses a body with.</exception>
    public static async Task<ObjectChecksum> ReceiveAsync(
        HttpContext context,
        ObjectRequest request,
        IncomingObject content,
        UploadChecks checks
    )
    {
        checks.Prepare(content);
        var isChunked = IsChunked(request);
        var length = isChunked ? DecodedLength(request) : context.Request.ContentLength ?? throw ObjectErrors.MissingContentLength();
        if (length > Largest)
        {
            throw new AwsException("EntityTooLarge", "Your proposed upload exceeds the maximum allowed size");
        }

        var decoder = isChunked ? new AwsChunkedDecoder() : null;
        try
        {
            await CopyAsync(context.Request.BodyReader, content, decoder, length, context.RequestAborted);
        }
        catch (BadHttpRequestException)
        {
            throw ObjectErrors.IncompleteBody();
        }

        if (content.Size != length)
        {
            throw ObjectErrors.IncompleteBody();
        }

        return checks.Verify(content, decoder?.Trailers ?? new Dictionary<string, string>());
    }

    /// <summary><c>Content-Encoding</c> without <c>aws-chunked</c>, which is how it was sent and not what it is.</summary>
    public static string? StoredEncoding(ObjectRequest request)
    {
        var rest = string.Join(
            ',',
            request
                .Headers.ContentEncoding.ToString()
                .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Where(encoding => !encoding.Equals("aws-chunked", StringComparison.OrdinalIgnoreCase))
        );
        return rest.Length > 0 ? rest : null;
    }

    private static async Task CopyAsync(
        PipeReader body,
        IncomingObject content,
        AwsChunkedDecoder? decoder,
        long length,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            var read = await body.ReadAsync(cancellationToken);
            foreach (var piece in read.Buffer)
            {
                if (decoder is null)
                {
                    content.Append(piece.Span);
                }
                else
                {
                    decoder.Decode(piece.Span, content);
                }
            }

            body.AdvanceTo(read.Buffer.End);
            if (content.Size > length)
            {
                throw ObjectErrors.IncompleteBody();
            }

            if (read.IsCompleted)
            {
                break;
            }
        }

        decoder?.Finish();
    }

    private static bool IsChunked(ObjectRequest request) =>
        request.Header("x-amz-content-sha256")?.StartsWith("STREAMING-", StringComparison.Ordinal) == true
        || request.Headers.ContentEncoding.ToString().Contains("aws-chunked", StringComparison.OrdinalIgnoreCase);

    private static long DecodedLength(ObjectRequest request) =>
        long.TryParse(request.Header("x-amz-decoded-content-length"), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? length
            : throw ObjectErrors.MissingContentLength();
}
