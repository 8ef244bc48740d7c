using Microsoft.AspNetCore.Http;

namespace PromptToImage.AwsEmulator.Hosting;

/// <summary>The protocol of an AWS service. The dispatcher asks the protocols in order.</summary>
public interface IAwsProtocol
{
    /// <summary>Whether the request belongs to this service, by its headers, path and content type.</summary>
    bool Accepts(HttpContext context);

    /// <summary>Writes the response, or an error response.</summary>
    Task HandleAsync(HttpContext context);
}
