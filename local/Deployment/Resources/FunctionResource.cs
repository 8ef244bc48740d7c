using PromptToImage.AwsEmulator.Authorization;
using PromptToImage.AwsEmulator.Functions;
using PromptToImage.Deployment.Templates;

namespace PromptToImage.Deployment.Resources;

/// <summary><c>AWS::Lambda::Function</c>: a function, whose code the host has under the handler string.</summary>
internal sealed class FunctionResource() : ResourceType("AWS::Lambda::Function", "Arn")
{
    // Lambda's default.
    private const int DefaultTimeoutSeconds = 3;
    private const int DefaultMemorySize = 128;

    public override Task<DeployedResource> PutAsync(ResourceRequest request)
    {
        var properties = request.Properties;
        var name = request.NameFrom("FunctionName");
        var handler = properties.Text("Handler");
        var environment = properties.Object("Environment")?.Map("Variables") ?? new Dictionary<string, string>();
        var memory = properties.OptionalNumber("MemorySize") ?? DefaultMemorySize;
        var timeout = TimeSpan.FromSeconds(properties.OptionalNumber("Timeout") ?? DefaultTimeoutSeconds);
        properties.AcceptWithoutEffect(
            "Architectures",
            "Code",
            "LoggingConfig",
            "PackageType",
            "Runtime",
            "Tags",
            "TracingConfig"
        );
        if (!request.Stack.Handlers.TryGetValue(handler, out var create))
        {
            throw new TemplateException(
                $"there is no code for the handler {handler}. The handlers are {string.Join(", ", request.Stack.Handlers.Keys)}."
            );
        }

        var session =
            request.Stack.Authorizer.AssumeRole(
                new ServicePrincipal("lambda.amazonaws.com", RegisteredFunction.ArnFor(name)),
                properties.Text("Role"),
                name
            ) ?? throw new TemplateException("The role defined for the function cannot be assumed by Lambda.");
        var code = create(new FunctionConfiguration(name, request.Stack.Authorizer.CreateAccessKey(session), environment, memory));
        request.Emulator.Functions.Register(
            new RegisteredFunction(name, code, timeout)
            {
                Description = properties.OptionalText("Description") ?? "",
                Environment = environment,
                ExecutionRole = session,
            }
        );
        return Task.FromResult(
            new DeployedResource(name)
            {
                Attributes = new Dictionary<string, string> { ["Arn"] = RegisteredFunction.ArnFor(name) },
            }
        );
    }
}
