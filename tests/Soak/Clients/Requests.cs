using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace PromptToImage.Soak.Clients;

/// <summary>Builds requests of AWS's protocols.</summary>
internal static class Requests
{
    /// <summary>A request of a JSON protocol.</summary>
    /// <param name="target">For example <c>AmazonSQS.SendMessage</c>.</param>
    public static HttpRequestMessage Json(Uri endpoint, string target, JsonObject body) =>
        Json(endpoint, target, Encoding.UTF8.GetBytes(body.ToJsonString()));

    /// <inheritdoc cref="Json(Uri, string, JsonObject)"/>
    public static HttpRequestMessage Json(Uri endpoint, string target, byte[] body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0");
        request.Headers.Add("X-Amz-Target", target);
        return request;
    }

    /// <summary>A request of a Query protocol.</summary>
    public static HttpRequestMessage Form(Uri endpoint, string form)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new StringContent(form) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        return request;
    }

    /// <summary>A request of S3 or Lambda.</summary>
    public static HttpRequestMessage Rest(Uri endpoint, HttpMethod method, string path, byte[]? body = null)
    {
        var request = new HttpRequestMessage(method, new Uri(endpoint, path));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
        }

        return request;
    }
}
