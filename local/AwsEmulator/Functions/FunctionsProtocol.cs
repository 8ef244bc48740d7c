using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Functions;

/// <summary>
/// Lambda's REST-JSON protocol: Invoke, GetFunction, GetFunctionConfiguration, ListFunctions, and the operations on versions and aliases.
/// </summary>
public sealed partial class FunctionsProtocol(FunctionRegistry functions, AsynchronousInvocations asynchronous) : IAwsProtocol
{
    private const string Root = "/2015-03-31/functions";

    // The limit of an asynchronous invocation, in bytes.
    private const int LargestEvent = 1024 * 1024;

    // Larger than the payload's limit, so that Lambda's own error reports a payload that is too large.
    private const int LargestRequest = 2 * FunctionRegistry.MaxPayloadBytes;

    private readonly FunctionVersionOperations _versions = new(functions);

    // The path of each of Lambda's operations starts with its version's date. Operations that are not offered are rejected here.
    public bool Accepts(HttpContext context) => Version().IsMatch(context.Request.Path.Value!);

    [SuppressMessage("Design", "CA1031", Justification = "Every failure becomes an error response.")]
    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            await DispatchAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has disconnected.
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            await RestErrors.WriteJsonAsync(context, AwsErrors.From(e));
        }
    }

    private Task DispatchAsync(HttpContext context)
    {
        var request = context.Request;
        if (!request.Path.StartsWithSegments(Root, StringComparison.Ordinal, out var path))
        {
            throw AwsErrors.UnknownOperation($"{request.Method} {request.Path}");
        }

        return (request.Method, path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries)) switch
        {
            ("POST", [var name, "invocations"]) => InvokeAsync(context, Qualified(context, name)),
            ("GET", []) => WriteAsync(context, FunctionDescriptionJson.List(functions.Functions)),
            ("GET", [var name]) => WriteAsync(context, FunctionDescriptionJson.Get(functions.Find(Qualified(context, name)))),
            ("GET", [var name, "configuration"]) => WriteAsync(
                context,
                FunctionDescriptionJson.Configuration(functions.Find(Qualified(context, name)))
            ),
            ("DELETE", [var name]) => _versions.DeleteAsync(context, name),
            ("POST", [var name, "versions"]) => WriteAsync(context, _versions.PublishAsync(context, name)),
            ("GET", [var name, "versions"]) => WriteAsync(context, _versions.List(name)),
            ("POST", [var name, "aliases"]) => WriteAsync(context, _versions.CreateAliasAsync(context, name)),
            ("GET", [var name, "aliases"]) => WriteAsync(context, _versions.ListAliases(context, name)),
            ("GET", [var name, "aliases", var alias]) => WriteAsync(context, _versions.GetAlias(name, alias)),
            ("PUT", [var name, "aliases", var alias]) => WriteAsync(context, _versions.UpdateAliasAsync(context, name, alias)),
            ("DELETE", [var name, "aliases", var alias]) => _versions.DeleteAliasAsync(context, name, alias),
            _ => throw AwsErrors.UnknownOperation($"{request.Method} {request.Path}"),
        };
    }

    private async Task InvokeAsync(HttpContext context, string name)
    {
        var type = context.Request.Headers["X-Amz-Invocation-Type"] is [{ Length: > 0 } given] ? given : "RequestResponse";
        var logType = context.Request.Headers["X-Amz-Log-Type"] is [{ Length: > 0 } wanted] ? wanted : "None";
        if (logType is not ("None" or "Tail"))
        {
            throw NotAmong(logType, "logType", "None, Tail");
        }

        functions.Find(name);
        var payload = await RequestBody.ReadAsync(context, LargestRequest);
        Check(payload);
        switch (type)
        {
            case "RequestResponse":
                var result = await functions.InvokeAsync(name, payload, context.RequestAborted);
                context.Response.Headers["X-Amz-Executed-Version"] = result.ExecutedVersion;
                if (result.FunctionError is not null)
                {
                    context.Response.Headers["X-Amz-Function-Error"] = result.FunctionError;
                }

                if (logType == "Tail")
                {
                    context.Response.Headers["X-Amz-Log-Result"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(result.Log));
                }

                await WriteAsync(context, result.Payload);
                return;
            case "Event":
                if (payload.Length > LargestEvent)
                {
                    throw new AwsException(
                        "RequestTooLargeException",
                        $"{payload.Length} byte payload is too large for the Event invocation type (limit {LargestEvent} bytes)",
                        413
                    );
                }

                asynchronous.Accept(name, payload);
                context.Response.StatusCode = StatusCodes.Status202Accepted;
                return;
            case "DryRun":
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                return;
            default:
                throw NotAmong(type, "invocationType", "Event, RequestResponse, DryRun");
        }
    }

    private static string Qualified(HttpContext context, string name) =>
        FunctionReference.Parse(name, FunctionVersionOperations.Qualifier(context)).ToString();

    private static AwsException NotAmong(string value, string member, string values) =>
        new(
            "InvalidParameterValueException",
            $"1 validation error detected: Value '{value}' at '{member}' failed to satisfy constraint: Member must satisfy enum value set: [{values}]"
        );

    private static void Check(byte[] payload)
    {
        if (payload.Length == 0)
        {
            return;
        }

        try
        {
            var reader = new Utf8JsonReader(payload);
            while (reader.Read()) { }
        }
        catch (JsonException e)
        {
            throw new AwsException("InvalidRequestContentException", $"Could not parse request body into json: {e.Message}")
            {
                Details = new Dictionary<string, string> { ["Type"] = "User" },
            };
        }
    }

    [GeneratedRegex(@"^/20\d\d-\d\d-\d\d/")]
    private static partial Regex Version();

    private static async Task WriteAsync(HttpContext context, Task<byte[]> json) => await WriteAsync(context, await json);

    private static async Task WriteAsync(HttpContext context, byte[] json)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = json.Length;
        await context.Response.Body.WriteAsync(json, context.RequestAborted);
    }
}
