using System.Net;
using Amazon.BedrockRuntime.Model;
using Amazon.Runtime;
using PromptToImage.Contracts.Messages;
using PromptToImage.Functions.Errors;

namespace PromptToImage.Functions.Generate;

/// <summary>
/// Names a failure of Bedrock's by what the state machine does about it:
/// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InvokeModel.html#API_runtime_InvokeModel_Errors
/// <list type="table">
/// <listheader><term>from Bedrock</term><description>ours</description></listheader>
/// <item><term>throttled, model not ready, service unavailable, overloaded</term><description><see cref="ModelThrottledException"/></description></item>
/// <item><term>internal error, model time-out, model error, no connection, no answer in time</term><description><see cref="ModelUnavailableException"/></description></item>
/// <item><term>not valid, no access, no such model, over a service quota</term><description><see cref="ModelRequestRejectedException"/></description></item>
/// </list>
/// An error of another name goes by its HTTP status.
/// </summary>
internal static class ModelFailure
{
    /// <summary>Not among .NET's names: the model is overloaded.</summary>
    private const HttpStatusCode Overloaded = (HttpStatusCode)529;

    /// <summary>Not among .NET's names until lately, and Bedrock's for a failing model.</summary>
    private const HttpStatusCode FailedDependency = (HttpStatusCode)424;

    public static Exception From(Exception failure, string modelId)
    {
        var said = PrintableText.OneLine(failure.Message, 1_000);
        return failure switch
        {
            ThrottlingException or ModelNotReadyException or ServiceUnavailableException => Busy(),
            InternalServerException or ModelTimeoutException or ModelErrorException => Unavailable(),
            ValidationException or AccessDeniedException or ResourceNotFoundException or ServiceQuotaExceededException => Rejected(),
            AmazonServiceException { StatusCode: HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable or Overloaded } =>
                Busy(),
            AmazonServiceException { StatusCode: HttpStatusCode.RequestTimeout or FailedDependency } => Unavailable(),
            AmazonServiceException { StatusCode: >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError } => Rejected(),
            // Anything else never was an answer: no connection, a broken one, or none in time.
            _ => Unavailable(),
        };

        ModelThrottledException Busy() => new($"{modelId} is busy or the quota for it is used up: {said}", failure);
        ModelUnavailableException Unavailable() => new($"{modelId} could not be reached or failed: {said}", failure);
        ModelRequestRejectedException Rejected() => new($"Bedrock refused the request to {modelId}: {said}", failure);
    }
}
