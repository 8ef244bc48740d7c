using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;

namespace PromptToImage.Client.Connection;

/// <summary>Says in one line why a service did not do what it was asked, and what to do about it.</summary>
internal static class ServiceFault
{
    /// <summary>Null when the exception has nothing to do with a service.</summary>
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
            } => $"There is no such queue: {settings.QueueUrl}. Check SQS_QUEUE_URL (or DEAD_LETTER_QUEUE_URL) and the region.",
            AmazonServiceException { ErrorCode: "StateMachineDoesNotExist" or "StateMachineDoesNotExistException" } =>
                $"There is no such state machine: {settings.StateMachineArn}. Check STATE_MACHINE_ARN and the region.",
            AmazonServiceException { ErrorCode: "NoSuchBucket" } => "There is no such bucket. Check BUCKET and the region.",
            AmazonServiceException { ErrorCode: var code } e when IsDenied(code) =>
                $"AWS refused: {Line(e)} Check the credentials and their permissions (aws sts get-caller-identity tells whose they are).",
            AmazonServiceException { ErrorCode: var code } e when IsThrottled(code) =>
                $"AWS is throttling: {Line(e)} Wait a little, then run the command again.",
            AmazonServiceException e => $"The service refused: {Line(e)}",
            AmazonClientException e when e.Message.Contains("region", StringComparison.OrdinalIgnoreCase) =>
                "Which region? Set AWS_REGION, or pass --region REGION.",
            AmazonClientException e when e.Message.Contains("credentials", StringComparison.OrdinalIgnoreCase) =>
                "No AWS credentials were found. Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run 'aws sso login'; "
                    + "or pass --local for the runner on this machine.",
            AmazonClientException e => $"AWS could not be asked: {OneSentence(e.Message)}",
            _ => null,
        };
    }

    /// <summary>The answer got lost, or the service broke while answering: it may have done what it was asked.</summary>
    public static bool MayHaveBeenTaken(Exception exception)
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
                $"Nothing answers at {settings.Endpoint}. Start the runner (dotnet run --project local/Runner), or name its port: --local PORT.",
            { Endpoint: { } endpoint } => $"Nothing answers at {endpoint}. Check --endpoint-url or AWS_ENDPOINT_URL.",
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
        var line = Output.PlainText.OneLine(message.Trim());
        return line.EndsWith('.') ? line : line + ".";
    }
}
