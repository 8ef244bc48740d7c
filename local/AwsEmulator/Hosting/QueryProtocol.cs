using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Xml;
using Microsoft.AspNetCore.Http;
using PromptToImage.AwsEmulator.Authorization;

namespace PromptToImage.AwsEmulator.Hosting;

/// <summary>
/// AWS Query: requests are forms with <c>Action</c> and <c>Version</c>, responses are XML,
/// https://smithy.io/2.0/aws/protocols/aws-query-protocol.html. Only POST is accepted, because any web page can send a GET.
/// </summary>
/// <param name="version">The service's API version, which identifies its requests.</param>
/// <param name="xmlNamespace">The XML namespace of the responses.</param>
/// <param name="operations">The operations offered, by action.</param>
/// <param name="parameters">The parameters of the operations, with their names in a form.</param>
/// <param name="access">Checks the caller's permissions.</param>
/// <param name="permissions">The permissions that a request requires.</param>
public sealed class QueryProtocol(
    string version,
    string xmlNamespace,
    IReadOnlyDictionary<string, QueryOperationHandler> operations,
    OfferedParameters parameters,
    AccessControl access,
    Func<QueryRequest, IEnumerable<Permission>> permissions
) : IAwsProtocol
{
    /// <summary>The parameters that every form can contain, those of signature version 2 included.</summary>
    internal const string CommonParameters =
        "Action Version AWSAccessKeyId Expires SecurityToken Signature SignatureMethod SignatureVersion Timestamp";

    private const string FormType = "application/x-www-form-urlencoded";

    private static readonly object FormKey = new();

    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        CheckCharacters = false,
    };

    public bool Accepts(HttpContext context) => context.Items[FormKey] is QueryRequest request && request.Version == version;

    [SuppressMessage("Design", "CA1031", Justification = "Every failure becomes an error response.")]
    public async Task HandleAsync(HttpContext context)
    {
        var request = (QueryRequest)context.Items[FormKey]!;
        using var body = new MemoryStream();
        try
        {
            if (!operations.TryGetValue(request.Action, out var operation))
            {
                throw new AwsException(
                    "InvalidAction",
                    $"The action {request.Action} is not valid for this endpoint: it is not offered on this machine."
                );
            }

            access.Require(access.CallerOf(context.Request), permissions(request));
            foreach (var name in request.Names)
            {
                parameters.CheckName(request.Action, name);
            }

            using var writer = XmlWriter.Create(body, Settings);
            writer.WriteStartElement(request.Action + "Response", xmlNamespace);
            writer.WriteStartElement(request.Action + "Result", xmlNamespace);
            await operation(request, writer, context.RequestAborted);
            writer.WriteEndElement();
            writer.WriteStartElement("ResponseMetadata", xmlNamespace);
            writer.WriteElementString("RequestId", xmlNamespace, AwsRequestId.For(context));
            writer.WriteEndElement();
            writer.WriteEndElement();
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e)
        {
            await WriteErrorAsync(context, RequestFailure.Record(context, request.Action, e), xmlNamespace);
            return;
        }

        await WriteAsync(context, body);
    }

    /// <summary>Writes an error response.</summary>
    public static async Task WriteErrorAsync(HttpContext context, AwsException error, string? xmlNamespace = null)
    {
        using var body = new MemoryStream();
        using (var writer = XmlWriter.Create(body, Settings))
        {
            writer.WriteStartElement("ErrorResponse", xmlNamespace);
            writer.WriteStartElement("Error", xmlNamespace);
            writer.WriteElementString("Type", xmlNamespace, error.IsClientError ? "Sender" : "Receiver");
            writer.WriteElementString("Code", xmlNamespace, error.QueryCode ?? error.Code);
            writer.WriteElementString("Message", xmlNamespace, XmlCharacters.ReplaceInvalid(error.Message));
            writer.WriteElementString("Detail", xmlNamespace, null);
            writer.WriteEndElement();
            writer.WriteElementString("RequestId", xmlNamespace, AwsRequestId.For(context));
            writer.WriteEndElement();
        }

        context.Response.StatusCode = error.Status;
        await WriteAsync(context, body);
    }

    /// <summary>Reads the request if it is a form. All Query services use the result.</summary>
    internal static async Task<bool> TryReadFormAsync(HttpContext context)
    {
        if (
            !HttpMethods.IsPost(context.Request.Method)
            || context.Request.ContentType?.StartsWith(FormType, StringComparison.OrdinalIgnoreCase) != true
        )
        {
            return false;
        }

        var body = await RequestBody.ReadAsync(context, JsonProtocol.MaxBodyBytes);
        context.Items[FormKey] = QueryRequest.Parse(
            context.Request.Path.Value ?? "/",
            Encoding.UTF8.GetString(body),
            IdempotencyScope.From(context.Request)
        );
        return true;
    }

    private static async Task WriteAsync(HttpContext context, MemoryStream body)
    {
        context.Response.ContentType = "text/xml";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body.GetBuffer().AsMemory(0, (int)body.Length), context.RequestAborted);
    }
}
