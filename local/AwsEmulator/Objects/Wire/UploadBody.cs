using System.Globalization;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Objects.Wire;

/// <summary>Reads the body of an upload into a file. The body can be in <c>aws-chunked</c> encoding.</summary>
internal static class UploadBody
{
    /// <summary>The largest body that S3 accepts, in bytes.</summary>
    private const long Largest = 5L * 1024 * 1024 * 1024;

    /// <summary>Reads the whole body and verifies its length and checksums; returns the checksum to store.</summary>
    /// <exception cref="AwsException">
    /// EntityTooLarge, IncompleteBody, MissingContentLength, and the errors of <see cref="UploadChecks"/> and
    /// <see cref="AwsChunkedDecoder"/>.
    /// </exception>
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

    /// <summary>
    /// Returns the <c>Content-Encoding</c> to store: without <c>aws-chunked</c>, which describes the transfer and not the object. The rest
    /// stays as the client spaced it.
    /// </summary>
    public static string? StoredEncoding(ObjectRequest request)
    {
        var encodings = request
            .Headers.ContentEncoding.ToString()
            .Split(',')
            .Where(encoding => !encoding.Trim().Equals("aws-chunked", StringComparison.OrdinalIgnoreCase));
        return string.Join(',', encodings).Trim() is { Length: > 0 } rest ? rest : null;
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

    // The content encoding alone does not tell: a client can name aws-chunked for a body that is not in chunks.
    private static bool IsChunked(ObjectRequest request) =>
        request.Header("x-amz-content-sha256")?.StartsWith("STREAMING-", StringComparison.Ordinal) == true
        || (
            request.Headers.ContentEncoding.ToString().Contains("aws-chunked", StringComparison.OrdinalIgnoreCase)
            && request.Header("x-amz-decoded-content-length") is not null
        );

    private static long DecodedLength(ObjectRequest request) =>
        long.TryParse(request.Header("x-amz-decoded-content-length"), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? length
            : throw ObjectErrors.MissingContentLength();
}
