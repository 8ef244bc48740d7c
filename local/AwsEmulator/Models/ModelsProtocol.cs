using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PromptToImage.AwsEmulator.Authorization;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Models;

/// <summary>Answers Bedrock's InvokeModel.</summary>
/// <param name="modelId">The model's id, or its ARN.</param>
/// <param name="body">The request: the model's JSON.</param>
/// <returns>The response: the model's JSON.</returns>
/// <exception cref="AwsException">Bedrock's error.</exception>
public delegate Task<byte[]> InvokeModel(string modelId, ReadOnlyMemory<byte> body, CancellationToken cancellationToken);

/// <summary>Bedrock Runtime's REST-JSON protocol: <c>POST /model/{modelId}/invoke</c>.</summary>
public sealed class ModelsProtocol(InvokeModel invoke, AccessControl access, TimeProvider time) : IAwsProtocol
{
    // Bedrock's limit of an InvokeModel request, in bytes.
    private const int MaxBodyBytes = 25_000_000;

    /// <summary>Answers as Bedrock does for an unknown model id.</summary>
    public static Task<byte[]> NoModelAsync(string modelId, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        throw new AwsException("ValidationException", "The provided model identifier is invalid.");

    // Accepts all requests that are signed for Bedrock, so that an operation that is not offered is rejected in Bedrock's format.
    public bool Accepts(HttpContext context) =>
        (HttpMethods.IsPost(context.Request.Method) && context.Request.Path.StartsWithSegments("/model") && Segments(context).Length == 3)
        || context.Request.Headers.Authorization.ToString().Contains("/bedrock/aws4_request", StringComparison.Ordinal);

    [SuppressMessage("Design", "CA1031", Justification = "Every failure becomes an error response.")]
    public async Task HandleAsync(HttpContext context)
    {
        var started = time.GetTimestamp();
        byte[] response;
        try
        {
            if (!HttpMethods.IsPost(context.Request.Method) || Segments(context) is not ["model", var model, "invoke"])
            {
                throw AwsErrors.UnknownOperation($"{context.Request.Method} {context.Request.Path}");
            }

            access.Require(access.CallerOf(context.Request), InvokePermission(context.Request, model));
            RequestHeaders.Check(ModelParameters.All, "InvokeModel", context.Request);
            var body = await RequestBody.ReadAsync(context, MaxBodyBytes);
            response = await invoke(model, body, context.RequestAborted);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e)
        {
            await RestErrors.WriteJsonAsync(context, RequestFailure.Record(context, e));
            return;
        }

        context.Response.ContentType = "application/json";
        context.Response.ContentLength = response.Length;
        context.Response.Headers["x-amzn-bedrock-invocation-latency"] = ((long)time.GetElapsedTime(started).TotalMilliseconds).ToString(
            CultureInfo.InvariantCulture
        );
        await context.Response.Body.WriteAsync(response, context.RequestAborted);
    }

    // A model belongs to no account, and to the region that the request is signed for:
    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrock.html
    private static Permission InvokePermission(HttpRequest request, string model) =>
        new(
            "bedrock:InvokeModel",
            model.StartsWith("arn:", StringComparison.Ordinal)
                ? model
                : $"arn:aws:bedrock:{RequestSignature.Region(request) ?? AwsAccount.Region}::foundation-model/{model}"
        );

    /// <summary>The path as it was sent: a model's ARN contains a slash, which is sent as <c>%2F</c>.</summary>
    private static string[] Segments(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?', 2)[0];
        return [.. target.TrimStart('/').Split('/').Select(Uri.UnescapeDataString)];
    }
}
