using Microsoft.AspNetCore.Http;
using PromptToImage.AwsEmulator.Storage;

namespace PromptToImage.AwsEmulator.Hosting;

/// <summary>Any exception as the refusal that a client of AWS understands.</summary>
public static class AwsErrors
{
    /// <summary>
    /// What to answer for an exception that ended an operation. A full or broken disk is
    /// <c>ServiceUnavailable</c>, which clients retry; anything unforeseen is <c>InternalFailure</c>.
    /// </summary>
    public static AwsException From(Exception exception) =>
        exception switch
        {
            AwsException known => known,
            StorageUnavailableException storage => new AwsException(
                "ServiceUnavailable",
                storage.Message,
                StatusCodes.Status503ServiceUnavailable
            ),
            // A member of another kind than its operation reads: text for a number, a list for a map.
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

    public static AwsException UnknownOperation(string operation) =>
        new("UnknownOperationException", $"The operation '{operation}' is not offered on this machine.");
}
