using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PromptToImage.AwsEmulator.Hosting;

/// <summary>Finds the service that a request is for, as one endpoint for all of AWS must: by target header, form version, or path.</summary>
public sealed partial class Dispatcher(IReadOnlyList<IAwsProtocol> protocols, ILogger<Dispatcher> logger)
{
    [SuppressMessage("Design", "CA1031", Justification = "The edge of the process: every failure becomes an answer.")]
    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            var isForm = await QueryProtocol.TryReadFormAsync(context);
            foreach (var protocol in protocols)
            {
                if (protocol.Accepts(context))
                {
                    await protocol.HandleAsync(context);
                    return;
                }
            }

            await RefuseAsync(context, isForm);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone: there is nobody to answer.
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            if (e is not AwsException)
            {
                LogFailure(e, context.Request.Method, context.Request.Path);
            }

            await RestErrors.WriteXmlAsync(context, AwsErrors.From(e));
        }
    }

    private static Task RefuseAsync(HttpContext context, bool isForm)
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
                new AwsException("InvalidAction", "The form's Version is that of no service on this machine.")
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

    [LoggerMessage(LogLevel.Error, "{method} {path} failed")]
    private partial void LogFailure(Exception exception, string method, string path);
}
