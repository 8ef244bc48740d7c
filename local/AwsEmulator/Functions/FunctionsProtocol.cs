using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using PromptToImage.AwsEmulator.Authorization;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Functions;

/// <summary>
/// Lambda's REST-JSON protocol: Invoke, GetFunction, GetFunctionConfiguration, ListFunctions, and the operations on versions and aliases.
/// </summary>
public sealed partial class FunctionsProtocol(FunctionRegistry functions, AsynchronousInvocations asynchronous, AccessControl access)
    : IAwsProtocol
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
            await RestErrors.WriteJsonAsync(context, RequestFailure.Record(context, e));
        }
    }

    private Task DispatchAsync(HttpContext context)
    {
        var request = context.Request;
        if (!request.Path.StartsWithSegments(Root, StringComparison.Ordinal, out var path))
        {
            throw AwsErrors.UnknownOperation($"{request.Method} {request.Path}");
        }

        var operation = Find(context, request.Method, path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries));
        access.Require(access.CallerOf(request), FunctionPermissions.For(operation.Action, operation.Function));
        RequestHeaders.Check(FunctionParameters.All, operation.Name, request);
        return operation.RunAsync();
    }

    private Operation Find(HttpContext context, string method, string[] path) =>
        (method, path) switch
        {
            ("GET", []) => new(
                "ListFunctions",
                null,
                () => WriteAsync(context, FunctionDescriptionJson.List(functions.Functions, ListPage.Read(context)))
            ),
            ("POST", [var name, "invocations"]) when Qualified(context, name) is var function => new(
                "Invoke",
                function,
                () => InvokeAsync(context, function)
            ),
            ("GET", [var name]) when Qualified(context, name) is var function => new(
                "GetFunction",
                function,
                () => WriteAsync(context, FunctionDescriptionJson.Get(functions.Find(function)))
            ),
            ("GET", [var name, "configuration"]) when Qualified(context, name) is var function => new(
                "GetFunctionConfiguration",
                function,
                () => WriteAsync(context, FunctionDescriptionJson.Configuration(functions.Find(function)))
            ),
            ("DELETE", [var name]) => new("DeleteFunction", name, () => _versions.DeleteAsync(context, name)),
            ("POST", [var name, "versions"]) => new(
                "PublishVersion",
                name,
                () => WriteAsync(context, _versions.PublishAsync(context, name))
            ),
            ("GET", [var name, "versions"]) => new(
                "ListVersionsByFunction",
                name,
                () => WriteAsync(context, _versions.List(context, name))
            ),
            (_, [var name, "aliases", .. var alias]) => FindForAliases(context, method, name, alias),
            _ => throw AwsErrors.UnknownOperation($"{method} {context.Request.Path}"),
        };

    private Operation FindForAliases(HttpContext context, string method, string name, string[] path) =>
        (method, path) switch
        {
            ("POST", []) => new("CreateAlias", name, () => WriteAsync(context, _versions.CreateAliasAsync(context, name))),
            ("GET", []) => new("ListAliases", name, () => WriteAsync(context, _versions.ListAliases(context, name))),
            ("GET", [var alias]) => new("GetAlias", name, () => WriteAsync(context, _versions.GetAlias(name, alias))),
            ("PUT", [var alias]) => new("UpdateAlias", name, () => WriteAsync(context, _versions.UpdateAliasAsync(context, name, alias))),
            ("DELETE", [var alias]) => new("DeleteAlias", name, () => _versions.DeleteAliasAsync(context, name, alias)),
            _ => throw AwsErrors.UnknownOperation($"{method} {context.Request.Path}"),
        };

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

                await asynchronous.AcceptAsync(name, payload);
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

    /// <summary>An operation of a request.</summary>
    /// <param name="Function">The function, with its qualifier; null for an operation on all functions.</param>
    /// <param name="RunAsync">Carries the operation out and writes the response.</param>
    private sealed record Operation(string Name, string? Function, Func<Task> RunAsync)
    {
        /// <summary>The IAM action, without <c>lambda:</c>.</summary>
        public string Action => Name == "Invoke" ? "InvokeFunction" : Name;
    }
}
