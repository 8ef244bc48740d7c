using System.Globalization;
using Amazon.BedrockRuntime.Model;
using AwsProtocols;

namespace Amazon.BedrockRuntime.Internal;

internal static class BedrockErrors
{
    internal static ServiceErrors All { get; } =
        new(
            Declared(),
            (e, _) => new AmazonBedrockRuntimeException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode)
        );

    private static Dictionary<string, ExceptionFactory> Declared() =>
        new(StringComparer.Ordinal)
        {
            ["AccessDeniedException"] = (e, _) =>
                new AccessDeniedException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["InternalServerException"] = (e, _) =>
                new InternalServerException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["ModelErrorException"] = (e, members) =>
                new ModelErrorException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode)
                {
                    OriginalStatusCode = int.TryParse(
                        members.GetValueOrDefault("originalStatusCode"),
                        CultureInfo.InvariantCulture,
                        out var originalStatusCode
                    )
                        ? originalStatusCode
                        : null,
                    ResourceName = members.GetValueOrDefault("resourceName"),
                },
            ["ModelNotReadyException"] = (e, _) =>
                new ModelNotReadyException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["ModelTimeoutException"] = (e, _) =>
                new ModelTimeoutException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["ResourceNotFoundException"] = (e, _) =>
                new ResourceNotFoundException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["ServiceQuotaExceededException"] = (e, _) =>
                new ServiceQuotaExceededException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["ServiceUnavailableException"] = (e, _) =>
                new ServiceUnavailableException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["ThrottlingException"] = (e, _) =>
                new ThrottlingException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["ValidationException"] = (e, _) =>
                new ValidationException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        };
}
