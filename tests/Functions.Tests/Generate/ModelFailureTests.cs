using System.Net;
using Amazon.BedrockRuntime;
using Amazon.BedrockRuntime.Model;
using PromptToImage.Functions.Generate;

namespace PromptToImage.Functions.Tests.Generate;

public sealed class ModelFailureTests
{
    public static TheoryData<Exception, string> Failures =>
        new()
        {
            { new ThrottlingException("slow down"), "ModelThrottledException" },
            { new ModelNotReadyException("warming up"), "ModelThrottledException" },
            { new ServiceUnavailableException("later"), "ModelThrottledException" },
            { Unnamed(429), "ModelThrottledException" },
            { Unnamed(503), "ModelThrottledException" },
            { Unnamed(529), "ModelThrottledException" },
            { new InternalServerException("oh"), "ModelUnavailableException" },
            { new ModelTimeoutException("long"), "ModelUnavailableException" },
            { new ModelErrorException("oh"), "ModelUnavailableException" },
            { Unnamed(408), "ModelUnavailableException" },
            { Unnamed(424), "ModelUnavailableException" },
            { Unnamed(500), "ModelUnavailableException" },
            { Unnamed(502), "ModelUnavailableException" },
            { new HttpRequestException("no route"), "ModelUnavailableException" },
            { new TaskCanceledException("no response"), "ModelUnavailableException" },
            { new IOException("reset"), "ModelUnavailableException" },
            { new ValidationException("bad"), "ModelRequestRejectedException" },
            { new AccessDeniedException("no"), "ModelRequestRejectedException" },
            { new ResourceNotFoundException("gone"), "ModelRequestRejectedException" },
            { new ServiceQuotaExceededException("over"), "ModelRequestRejectedException" },
            { Unnamed(400), "ModelRequestRejectedException" },
            { Unnamed(403), "ModelRequestRejectedException" },
        };

    [Theory]
    [MemberData(nameof(Failures))]
    public void Each_failure_gets_the_name_that_the_state_machine_uses(Exception failure, string name)
    {
        var ours = ModelFailure.From(failure, "stability.sd3-5-large-v1:0");
        Assert.Equal(name, ours.GetType().Name);
        Assert.Same(failure, ours.InnerException);
        Assert.Contains(failure.Message, ours.Message, StringComparison.Ordinal);
        Assert.Contains("stability.sd3-5-large-v1:0", ours.Message, StringComparison.Ordinal);
    }

    private static AmazonBedrockRuntimeException Unnamed(int status) => new($"status {status}") { StatusCode = (HttpStatusCode)status };
}
