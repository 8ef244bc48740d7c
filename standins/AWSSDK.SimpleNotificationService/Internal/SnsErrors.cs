using Amazon.SimpleNotificationService.Model;
using AwsProtocols;

namespace Amazon.SimpleNotificationService.Internal;

internal static class SnsErrors
{
    internal static ServiceErrors All { get; } =
        new(
            Declared(),
            (e, _) => new AmazonSimpleNotificationServiceException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode)
        );

    private static Dictionary<string, ExceptionFactory> Declared() =>
        new(StringComparer.Ordinal)
        {
            ["AuthorizationError"] = (e, _) =>
                new AuthorizationErrorException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["ConcurrentAccess"] = (e, _) =>
                new ConcurrentAccessException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["EndpointDisabled"] = (e, _) =>
                new EndpointDisabledException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["FilterPolicyLimitExceeded"] = (e, _) =>
                new FilterPolicyLimitExceededException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["InternalError"] = (e, _) =>
                new InternalErrorException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["InvalidParameter"] = (e, _) =>
                new InvalidParameterException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["ParameterValueInvalid"] = (e, _) =>
                new InvalidParameterValueException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["InvalidSecurity"] = (e, _) =>
                new InvalidSecurityException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["KMSAccessDenied"] = (e, _) =>
                new KMSAccessDeniedException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["KMSDisabled"] = (e, _) => new KMSDisabledException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["KMSInvalidState"] = (e, _) =>
                new KMSInvalidStateException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["KMSNotFound"] = (e, _) => new KMSNotFoundException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["KMSOptInRequired"] = (e, _) =>
                new KMSOptInRequiredException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["KMSThrottling"] = (e, _) =>
                new KMSThrottlingException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["NotFound"] = (e, _) => new NotFoundException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["PlatformApplicationDisabled"] = (e, _) =>
                new PlatformApplicationDisabledException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["ReplayLimitExceeded"] = (e, _) =>
                new ReplayLimitExceededException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["StaleTag"] = (e, _) => new StaleTagException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["SubscriptionLimitExceeded"] = (e, _) =>
                new SubscriptionLimitExceededException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["TagLimitExceeded"] = (e, _) =>
                new TagLimitExceededException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["TagPolicy"] = (e, _) => new TagPolicyException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["TopicLimitExceeded"] = (e, _) =>
                new TopicLimitExceededException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["ValidationException"] = (e, _) =>
                new ValidationException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        };
}
