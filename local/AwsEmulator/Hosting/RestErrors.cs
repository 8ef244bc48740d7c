using System.Text;
using System.Text.Json;
using System.Xml;
using Microsoft.AspNetCore.Http;

namespace PromptToImage.AwsEmulator.Hosting;

/// <summary>Writes error responses of the REST protocols.</summary>
public static class RestErrors
{
    /// <summary>REST-JSON (Lambda, Bedrock): the header <c>x-amzn-ErrorType</c> has the code, the body the message.</summary>
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
    /// REST-XML as in S3: an element <c>&lt;Error&gt;</c> without namespace that contains the error's details,
    /// https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html. A response to HEAD has no body.
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
            writer.WriteElementString("Message", XmlCharacters.ReplaceInvalid(error.Message));
            foreach (var (name, value) in error.Details ?? new Dictionary<string, string>())
            {
                writer.WriteElementString(name, XmlCharacters.ReplaceInvalid(value));
            }

            writer.WriteElementString("RequestId", AwsRequestId.For(context));
            writer.WriteEndElement();
        }

        context.Response.ContentType = "application/xml";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body.GetBuffer().AsMemory(0, (int)body.Length), context.RequestAborted);
    }
}
