using Microsoft.AspNetCore.Http;
using PromptToImage.AwsEmulator.Storage;

namespace PromptToImage.AwsEmulator.Hosting;

/// <summary>Maps exceptions to errors that AWS clients understand.</summary>
public static class AwsErrors
{
    /// <summary>
    /// The error for an exception of an operation. A storage that cannot be used is <c>ServiceUnavailable</c>, which clients retry. An
    /// unexpected exception is <c>InternalFailure</c>.
    /// </summary>
    public static AwsException From(Exception exception) =>
        exception switch
        {
            AwsException known => known,
            StorageUnavailableException storage => new AwsException(
                "ServiceUnavailable",
                storage.PublicMessage,
                StatusCodes.Status503ServiceUnavailable
            ),
            // A file of an object or a part. The exception's message has its path.
            IOException or UnauthorizedAccessException when exception is not BadHttpRequestException => From(
                StorageUnavailableException.From(exception, path: "")
            ),
            // A member has another JSON type than the operation reads.
            InvalidOperationException or FormatException when exception.Source == "System.Text.Json" => new AwsException(
                "SerializationException",
                exception.Message
            ),
            BadHttpRequestException bad => new AwsException("MalformedHttpRequestException", bad.Message),
            _ => new AwsException(
                "InternalFailure",
                $"{exception.GetType().Name}: {exception.Message}",
                StatusCodes.Status500InternalServerError
            ),
        };

    public static AwsException UnsupportedParameter(string operation, string parameter) =>
        new("ValidationException", $"The parameter {parameter} of {operation} is not offered on this machine.");

    public static AwsException UnknownOperation(string operation) =>
        new("UnknownOperationException", $"The operation '{operation}' is not offered on this machine.");
}
