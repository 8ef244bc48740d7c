using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Models;

/// <summary>One InvokeModel call.</summary>
/// <param name="modelId">The model's id, or an ARN that ends in it.</param>
/// <param name="body">The request in the model's own JSON.</param>
/// <returns>The response in the model's own JSON.</returns>
/// <exception cref="AwsException">The call failed as Bedrock reports it.</exception>
public delegate Task<byte[]> InvokeModel(string modelId, ReadOnlyMemory<byte> body, CancellationToken cancellationToken);

/// <summary>Bedrock Runtime's REST-JSON: <c>POST /model/{modelId}/invoke</c>.</summary>
public sealed class ModelsProtocol(InvokeModel invoke, TimeProvider time) : IAwsProtocol
{
    // Bedrock's own limit for an InvokeModel body.
    private const int LargestBody = 25_000_000;

    /// <summary>Answers as Bedrock does where the model id names nothing.</summary>
    public static Task<byte[]> NoModelAsync(string modelId, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        throw new AwsException("ValidationException", "The provided model identifier is invalid.");

    // Whatever is signed for Bedrock is answered here, so that an operation that is not offered is refused in Bedrock's own form.
    public bool Accepts(HttpContext context) =>
        (HttpMethods.IsPost(context.Request.Method) && context.Request.Path.StartsWithSegments("/model") && Segments(context).Length == 3)
        || context.Request.Headers.Authorization.ToString().Contains("/bedrock/aws4_request", StringComparison.Ordinal);

    [SuppressMessage("Design", "CA1031", Justification = "The edge of the process: every failure becomes an answer.")]
    public async Task HandleAsync(HttpContext context)
    {
        var started = time.GetTimestamp();
        byte[] answer;
        try
        {
            if (!HttpMethods.IsPost(context.Request.Method) || Segments(context) is not ["model", var model, "invoke"])
            {
                throw AwsErrors.UnknownOperation($"{context.Request.Method} {context.Request.Path}");
            }

            var body = await RequestBody.ReadAsync(context, LargestBody);
            answer = await invoke(model, body, context.RequestAborted);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e)
        {
            await RestErrors.WriteJsonAsync(context, AwsErrors.From(e));
            return;
        }

        context.Response.ContentType = "application/json";
        context.Response.ContentLength = answer.Length;
        context.Response.Headers["x-amzn-bedrock-invocation-latency"] = ((long)time.GetElapsedTime(started).TotalMilliseconds).ToString(
            CultureInfo.InvariantCulture
        );
        await context.Response.Body.WriteAsync(answer, context.RequestAborted);
    }

    /// <summary>The path as it was sent, since a model's ARN has a slash in it that is sent as <c>%2F</c>.</summary>
    private static string[] Segments(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?', 2)[0];
        return [.. target.TrimStart('/').Split('/').Select(Uri.UnescapeDataString)];
    }
}
