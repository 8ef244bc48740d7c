using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace AwsProtocols.Json;

/// <summary>Reads a response whose members are all in its body.</summary>
internal sealed class JsonBodyUnmarshaller<TResponse>(JsonTypeInfo<TResponse> type, ServiceErrors errors) : JsonErrorUnmarshaller(errors)
    where TResponse : AmazonWebServiceResponse, new()
{
    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        using var body = new MemoryStream();
        input.Stream.CopyTo(body);

        // Operations without output may send an empty response.
        if (body.Length == 0)
        {
            return new TResponse();
        }

        return JsonSerializer.Deserialize(body.GetBuffer().AsSpan(0, (int)body.Length), type) ?? new TResponse();
    }
}
