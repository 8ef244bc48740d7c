using System.Text;
using Microsoft.AspNetCore.Http;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Objects.Wire;

/// <summary>Reads the description of an object from the headers of an upload, and writes it to the headers of a response.</summary>
internal static class DescriptionHeaders
{
    private const string MetadataPrefix = "x-amz-meta-";

    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html
    private const int LargestMetadata = 2048;

    /// <exception cref="AwsException">MetadataTooLarge.</exception>
    public static ObjectDescription Read(ObjectRequest request)
    {
        var metadata = new Dictionary<string, string>();
        var size = 0;
        foreach (var name in request.HeaderNames.Where(name => name.StartsWith(MetadataPrefix, StringComparison.OrdinalIgnoreCase)))
        {
            var key = name[MetadataPrefix.Length..].ToLowerInvariant();
            metadata[key] = request.Headers.TryGetValue(name, out var values) ? values.ToString() : request.Parameter(name) ?? "";
            size += key.Length + Encoding.UTF8.GetByteCount(metadata[key]);
        }

        if (size > LargestMetadata)
        {
            throw new AwsException("MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size");
        }

        return new ObjectDescription
        {
            ContentType = request.Header("Content-Type") ?? ObjectDescription.DefaultContentType,
            ContentEncoding = UploadBody.StoredEncoding(request),
            ContentDisposition = request.Header("Content-Disposition"),
            ContentLanguage = request.Header("Content-Language"),
            CacheControl = request.Header("Cache-Control"),
            Expires = request.Header("Expires"),
            Metadata = metadata,
        };
    }

    /// <summary>Writes the description. The <c>response-*</c> parameters of a signed request override it.</summary>
    /// <exception cref="AwsException">InvalidRequest.</exception>
    public static void Write(HttpResponse response, StoredObject entry, ObjectRequest request)
    {
        if (!request.IsSigned && request.Query.Keys.Any(name => name.StartsWith("response-", StringComparison.Ordinal)))
        {
            throw ObjectErrors.InvalidRequest("Request specific response headers cannot be used for anonymous GET requests.");
        }

        var description = entry.Description;
        Set("Content-Type", request.Parameter("response-content-type") ?? description.ContentType);
        Set("Content-Encoding", request.Parameter("response-content-encoding") ?? description.ContentEncoding);
        Set("Content-Disposition", request.Parameter("response-content-disposition") ?? description.ContentDisposition);
        Set("Content-Language", request.Parameter("response-content-language") ?? description.ContentLanguage);
        Set("Cache-Control", request.Parameter("response-cache-control") ?? description.CacheControl);
        Set("Expires", request.Parameter("response-expires") ?? description.Expires);
        foreach (var (name, value) in description.Metadata)
        {
            Set(MetadataPrefix + name, value);
        }

        void Set(string name, string? value)
        {
            if (value is not null)
            {
                response.Headers[name] = Encode(value);
            }
        }
    }

    /// <summary>Encodes a value for a header. As in S3, text outside ASCII becomes an encoded word of RFC 2047.</summary>
    private static string Encode(string value)
    {
        if (value.All(letter => letter is >= ' ' and <= '~' or '\t'))
        {
            return value;
        }

        return $"=?UTF-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(value))}?=";
    }
}
