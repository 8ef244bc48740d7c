using System.Text;
using System.Text.Json;
using System.Xml;
using Microsoft.AspNetCore.Http;

namespace PromptToImage.AwsEmulator.Hosting;

/// <summary>Errors of the REST protocols.</summary>
public static class RestErrors
{
    /// <summary>REST-JSON (Lambda, Bedrock): the name is in the header <c>x-amzn-ErrorType</c>, the body has only the message.</summary>
    public static async Task WriteJsonAsync(HttpContext context, AwsException error)
    {
        var members = new Dictionary<string, string>(error.Details ?? new Dictionary<string, string>()) { ["message"] = error.Message };
        var body = JsonSerializer.SerializeToUtf8Bytes(members);
        context.Response.StatusCode = error.Status;
        context.Response.ContentType = "application/json";
        context.Response.Headers["x-amzn-ErrorType"] = error.Code;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    /// <summary>
    /// REST-XML as S3 has it: one <c>&lt;Error&gt;</c> without namespace, with the error's details as further
    /// elements, https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html. An answer to HEAD has no body.
    /// </summary>
    public static async Task WriteXmlAsync(HttpContext context, AwsException error)
    {
        context.Response.StatusCode = error.Status;
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }

        using var body = new MemoryStream();
        using (var writer = XmlWriter.Create(body, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            writer.WriteStartElement("Error");
            writer.WriteElementString("Code", error.Code);
            writer.WriteElementString("Message", XmlSafe.Clean(error.Message));
            foreach (var (name, value) in error.Details ?? new Dictionary<string, string>())
            {
                writer.WriteElementString(name, XmlSafe.Clean(value));
            }

            writer.WriteElementString("RequestId", RequestId.Of(context));
            writer.WriteEndElement();
        }

        context.Response.ContentType = "application/xml";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body.GetBuffer().AsMemory(0, (int)body.Length), context.RequestAborted);
    }
}
