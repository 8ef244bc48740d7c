using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace AwsProtocols.Json;

/// <summary>The half of a JSON response unmarshaller that all operations share: error answers become exceptions.</summary>
public abstract class JsonErrorUnmarshaller(ServiceErrors errors) : JsonResponseUnmarshaller
{
    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext input,
        Exception innerException,
        HttpStatusCode statusCode
    )
    {
        ArgumentNullException.ThrowIfNull(input);
        StreamingUtf8JsonReader reader = new(input.Stream);
        var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(input, ref reader);
        error.InnerException = innerException;
        error.StatusCode = statusCode;
        var shape = error.Code;

        // The code of the Query days, where the service gives it, is the one that users know and test for.
        AwsQueryCompatibleErrorHandler.ApplyQueryErrorHeader(error, input.ResponseData);
        return errors.Create(shape, error, Members(input.GetResponseBodyBytes()));
    }

    /// <summary>The error's own members; a body that is no JSON object (a proxy's page, half an answer) has none.</summary>
    private static Dictionary<string, string> Members(byte[]? body)
    {
        Dictionary<string, string> members = new(StringComparer.Ordinal);
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
            // The status is the news, and AWSSDK.Core quotes the body in the message; nothing is lost.
            members.Clear();
        }

        return members;
    }
}
