namespace PromptToImage.Standins.Tests.Wire;

/// <summary>The response of the recording service to one request.</summary>
public sealed record Response(int Status, string Body, string ContentType = "application/x-amz-json-1.0")
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public static Response Json(string body)
    {
        return new Response(200, body);
    }

    public static Response Xml(string body)
    {
        return new Response(200, body, "text/xml");
    }
}
