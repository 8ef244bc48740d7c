namespace PromptToImage.Standins.Tests.Wire;

/// <summary>The answer of the recording service to one request.</summary>
public sealed record Answer(int Status, string Body, string ContentType = "application/x-amz-json-1.0")
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public static Answer Json(string body)
    {
        return new Answer(200, body);
    }

    public static Answer Xml(string body)
    {
        return new Answer(200, body, "text/xml");
    }
}
