using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using PromptToImage.CommandLine;

namespace PromptToImage.Client.Connection;

/// <summary>Describes the errors of services in one line that says what to do.</summary>
internal static class ServiceError
{
    /// <summary>Null where the exception does not come from a service.</summary>
    public static string? Describe(Exception exception, ConnectionSettings settings)
    {
        if (IsUnreachable(exception))
        {
            return Unreachable(settings);
        }

        return exception switch
        {
            AmazonServiceException
            {
                ErrorCode: "AWS.SimpleQueueService.NonExistentQueue" or "QueueDoesNotExist" or "QueueDoesNotExistException"
            } => $"The queue {settings.QueueUrl} does not exist. Check SQS_QUEUE_URL (or DEAD_LETTER_QUEUE_URL) and the region.",
            AmazonServiceException { ErrorCode: "StateMachineDoesNotExist" or "StateMachineDoesNotExistException" } =>
                $"The state machine {settings.StateMachineArn} does not exist. Check STATE_MACHINE_ARN and the region.",
            AmazonServiceException { ErrorCode: "NoSuchBucket" } => "The bucket does not exist. Check BUCKET and the region.",
            AmazonServiceException { ErrorCode: var code } e when IsDenied(code) =>
                $"AWS denied access: {Line(e)} Check the credentials (aws sts get-caller-identity) and their permissions.",
            AmazonServiceException { ErrorCode: var code } e when IsThrottled(code) =>
                $"AWS throttles requests: {Line(e)} Run the command again later.",
            AmazonServiceException e => $"The service rejected the request: {Line(e)}",
            AmazonClientException e when e.Message.Contains("region", StringComparison.OrdinalIgnoreCase) =>
                "The region is not known. Set AWS_REGION, or pass --region REGION.",
            AmazonClientException e when e.Message.Contains("credentials", StringComparison.OrdinalIgnoreCase) =>
                "No AWS credentials were found. Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run 'aws sso login'; "
                    + "or pass --local for the runner on this machine.",
            AmazonClientException e => $"The AWS SDK failed: {OneSentence(e.Message)}",
            _ => null,
        };
    }

    /// <summary>Whether the service may have processed the request: the response was lost, or is a server error.</summary>
    public static bool MayHaveSucceeded(Exception exception)
    {
        if (
            Causes(exception)
                .OfType<SocketException>()
                .Any(e => e.SocketErrorCode is SocketError.ConnectionRefused or SocketError.HostNotFound)
        )
        {
            return false;
        }

        return exception is AmazonServiceException { StatusCode: 0 or >= HttpStatusCode.InternalServerError } || IsUnreachable(exception);
    }

    private static string Unreachable(ConnectionSettings settings)
    {
        return settings switch
        {
            { IsLocal: true } =>
                $"No server answers at {settings.Endpoint}. Start the runner (dotnet run --project local/Runner), "
                    + "or pass its port: --local PORT.",
            { Endpoint: { } endpoint } => $"No server answers at {endpoint}. Check --endpoint-url or AWS_ENDPOINT_URL.",
            _ => "AWS could not be reached. Check the network, the region and SQS_QUEUE_URL.",
        };
    }

    private static bool IsUnreachable(Exception exception)
    {
        return Causes(exception).Any(e => e is SocketException or TimeoutException or HttpRequestException { StatusCode: null });
    }

    private static IEnumerable<Exception> Causes(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            yield return e;
        }
    }

    private static bool IsDenied(string? code)
    {
        return code
            is "AccessDenied"
                or "AccessDeniedException"
                or "UnrecognizedClientException"
                or "InvalidClientTokenId"
                or "SignatureDoesNotMatch"
                or "ExpiredToken"
                or "ExpiredTokenException"
                or "InvalidAccessKeyId"
                or "AuthFailure";
    }

    private static bool IsThrottled(string? code)
    {
        return code is "ThrottlingException" or "Throttling" or "RequestThrottled" or "TooManyRequestsException" or "SlowDown";
    }

    private static string Line(AmazonServiceException e)
    {
        return $"{e.ErrorCode}: {OneSentence(e.Message)}";
    }

    private static string OneSentence(string message)
    {
        var line = PlainText.OneLine(message.Trim());
        return line.EndsWith('.') ? line : line + ".";
    }
}
