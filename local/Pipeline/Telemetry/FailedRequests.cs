using Microsoft.Extensions.Logging;

namespace PromptToImage.Pipeline.Telemetry;

/// <summary>Reports requests to the receiver that failed, because OpenTelemetry's SDK does not.</summary>
internal sealed partial class FailedRequests(ILogger<FailedRequests> logger) : DelegatingHandler(new SocketsHttpHandler())
{
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return Check(request, base.Send(request, cancellationToken));
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            LogFailure(request.RequestUri!, e.Message);
            throw;
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return Check(request, await base.SendAsync(request, cancellationToken));
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            LogFailure(request.RequestUri!, e.Message);
            throw;
        }
    }

    private HttpResponseMessage Check(HttpRequestMessage request, HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode)
        {
            LogFailure(request.RequestUri!, $"{(int)response.StatusCode} {response.ReasonPhrase}");
        }

        return response;
    }

    [LoggerMessage(LogLevel.Warning, "Could not send telemetry to {address}: {reason} Prompts are not affected.")]
    private partial void LogFailure(Uri address, string reason);
}
