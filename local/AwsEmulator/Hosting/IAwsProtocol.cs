using Microsoft.AspNetCore.Http;

namespace PromptToImage.AwsEmulator.Hosting;

/// <summary>One AWS service's wire protocol. The dispatcher asks in order, S3's catch-all last.</summary>
public interface IAwsProtocol
{
    /// <summary>Whether the request is this service's, by its headers, path and content type alone.</summary>
    bool Accepts(HttpContext context);

    /// <summary>Answers the request, errors included.</summary>
    Task HandleAsync(HttpContext context);
}
