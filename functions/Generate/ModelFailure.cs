using System.Net;
using Amazon.BedrockRuntime.Model;
using Amazon.Runtime;
using PromptToImage.Contracts.Messages;
using PromptToImage.Functions.Errors;

namespace PromptToImage.Functions.Generate;

/// <summary>
/// Maps a failure of Bedrock to the exception that decides whether the state machine retries it:
/// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InvokeModel.html#API_runtime_InvokeModel_Errors
/// <list type="table">
/// <listheader><term>failure of Bedrock</term><description>exception</description></listheader>
/// <item><term>throttled, model not ready, service unavailable, overloaded</term><description><see cref="ModelThrottledException"/></description></item>
/// <item><term>internal error, model timeout, model error, no connection, no response in time</term><description><see cref="ModelUnavailableException"/></description></item>
/// <item><term>not valid, no access, no such model, over a service quota</term><description><see cref="ModelRequestRejectedException"/></description></item>
/// </list>
/// An error with another name is mapped by its HTTP status.
/// </summary>
internal static class ModelFailure
{
    /// <summary>The model is overloaded. Not a member of .NET's enumeration.</summary>
    private const HttpStatusCode Overloaded = (HttpStatusCode)529;

    /// <summary>Bedrock's status for a model that failed while it processed the request.</summary>
    private const HttpStatusCode FailedDependency = (HttpStatusCode)424;

    public static Exception From(Exception failure, string modelId)
    {
        var message = PrintableText.OneLine(failure.Message, 1_000);
        return failure switch
        {
            ThrottlingException or ModelNotReadyException or ServiceUnavailableException => Busy(),
            InternalServerException or ModelTimeoutException or ModelErrorException => Unavailable(),
            ValidationException or AccessDeniedException or ResourceNotFoundException or ServiceQuotaExceededException => Rejected(),
            AmazonServiceException { StatusCode: HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable or Overloaded } =>
                Busy(),
            AmazonServiceException { StatusCode: HttpStatusCode.RequestTimeout or FailedDependency } => Unavailable(),
            AmazonServiceException { StatusCode: >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError } => Rejected(),
            // No response: no connection, a broken connection, or a timeout.
            _ => Unavailable(),
        };

        ModelThrottledException Busy() => new($"{modelId} is busy or the quota for it is used up: {message}", failure);
        ModelUnavailableException Unavailable() => new($"{modelId} could not be reached or failed: {message}", failure);
        ModelRequestRejectedException Rejected() => new($"Bedrock rejected the request to {modelId}: {message}", failure);
    }
}
