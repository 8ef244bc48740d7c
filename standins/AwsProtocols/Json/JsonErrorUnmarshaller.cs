using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace AwsProtocols.Json;

/// <summary>Reads error responses of JSON services, for all operations.</summary>
public abstract class JsonErrorUnmarshaller(ServiceErrors errors) : JsonResponseUnmarshaller
{
    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext input,
        Exception innerException,
        HttpStatusCode statusCode
    )
    {
        ArgumentNullException.ThrowIfNull(input);
        var reader = new StreamingUtf8JsonReader(input.Stream);
        var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(input, ref reader);
        error.InnerException = innerException;
        error.StatusCode = statusCode;
        return errors.Create(error.Code, error, Members(input.GetResponseBodyBytes()));
    }

    /// <summary>The error's own members. A body that is not a JSON object, such as a proxy's page, has none.</summary>
    private static Dictionary<string, string> Members(byte[]? body)
    {
        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        if (body is not [(byte)'{', ..])
        {
            return members;
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            foreach (var property in document.RootElement.EnumerateObject())
            {
                members[property.Name] = property.Value.ToString();
            }
        }
        catch (JsonException)
        {
            // The body is not JSON. AWSSDK.Core quotes it in the exception's message.
            members.Clear();
        }

        return members;
    }
}
