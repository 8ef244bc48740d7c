using PromptToImage.AwsEmulator.Functions;

namespace PromptToImage.Deployment.Resources;

/// <summary><c>AWS::Lambda::EventInvokeConfig</c>: how asynchronous invocations of a function are repeated and where they end.</summary>
internal sealed class EventInvokeConfigResource() : ResourceType("AWS::Lambda::EventInvokeConfig")
{
    // For asynchronous invocations of the function itself.
    private const string Latest = "$LATEST";

    public override Task<DeployedResource> PutAsync(ResourceRequest request)
    {
        var properties = request.Properties;
        var defaults = EventInvokeConfig.Default;
        var destinations = properties.Object("DestinationConfig");
        var name = properties.Text("FunctionName");
        var qualifier = properties.Text("Qualifier");
        request.Emulator.Functions.PutEventInvokeConfig(
            qualifier == Latest ? name : $"{name}:{qualifier}",
            defaults with
            {
                MaximumRetryAttempts = properties.OptionalNumber("MaximumRetryAttempts") ?? defaults.MaximumRetryAttempts,
                MaximumEventAge = properties.OptionalNumber("MaximumEventAgeInSeconds") is { } seconds
                    ? TimeSpan.FromSeconds(seconds)
                    : defaults.MaximumEventAge,
                OnFailure = destinations?.Object("OnFailure")?.Text("Destination"),
                OnSuccess = destinations?.Object("OnSuccess")?.Text("Destination"),
            }
        );
        return Task.FromResult(new DeployedResource($"{name}:{qualifier}"));
    }
}
