using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PromptToImage.AwsEmulator.Hosting;

/// <summary>Passes each request to its service's protocol, which the target header, the form's version or the path identifies.</summary>
/// <param name="protocols">Requests wait until they are there.</param>
/// <param name="logger">Receives failures that are not AWS errors.</param>
public sealed partial class Dispatcher(Task<IReadOnlyList<IAwsProtocol>> protocols, ILogger<Dispatcher> logger)
{
    [SuppressMessage("Design", "CA1031", Justification = "Every failure becomes an error response.")]
    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            var isForm = await QueryProtocol.TryReadFormAsync(context);
            foreach (var protocol in await protocols.WaitAsync(context.RequestAborted))
            {
                if (protocol.Accepts(context))
                {
                    await protocol.HandleAsync(context);
                    LogRecorded(context);
                    return;
                }
            }

            await RejectAsync(context, isForm);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has disconnected.
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            await RestErrors.WriteXmlAsync(context, RequestFailure.Record(context, e));
            LogRecorded(context);
        }
    }

    private void LogRecorded(HttpContext context)
    {
        if (RequestFailure.Find(context) is { } failure)
        {
            LogFailure(failure.Exception, failure.Operation);
        }
    }

    private static Task RejectAsync(HttpContext context, bool isForm)
    {
        var request = context.Request;
        if (request.Headers["X-Amz-Target"] is [{ } target])
        {
            return JsonProtocol.WriteErrorAsync(context, AwsErrors.UnknownOperation(target));
        }

        if (isForm)
        {
            return QueryProtocol.WriteErrorAsync(
                context,
                new AwsException("InvalidAction", "No service on this machine has the Version of the request.")
            );
        }

        return RestErrors.WriteXmlAsync(
            context,
            new AwsException(
                "NotImplemented",
                $"{request.Method} {request.Path} is not offered on this machine.",
                StatusCodes.Status501NotImplemented
            )
        );
    }

    [LoggerMessage(LogLevel.Error, "{operation} failed")]
    private partial void LogFailure(Exception exception, string operation);
}
