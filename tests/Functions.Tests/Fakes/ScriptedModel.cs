using System.Text;
using Amazon.BedrockRuntime;
using Amazon.BedrockRuntime.Model;

namespace PromptToImage.Functions.Tests.Fakes;

/// <summary>Bedrock with responses that the test sets.</summary>
internal sealed class ScriptedModel()
    : AmazonBedrockRuntimeClient(Unconnected.Credentials, Unconnected.Config(new AmazonBedrockRuntimeConfig()))
{
    public List<string> Requests { get; } = [];

    public string ModelId { get; private set; } = "";

    public Func<string> Response { get; set; } = () => "{}";

    public override Task<InvokeModelResponse> InvokeModelAsync(InvokeModelRequest request, CancellationToken cancellationToken = default)
    {
        Requests.Add(Encoding.UTF8.GetString(request.Body.ToArray()));
        ModelId = request.ModelId;
        var body = new MemoryStream();
        body.Write(Encoding.UTF8.GetBytes(Response()));
        body.Position = 0;
        return Task.FromResult(new InvokeModelResponse { Body = body, ContentType = "application/json" });
    }
}
