using PromptToImage.AwsEmulator;
using PromptToImage.Deployment.Iam;
using PromptToImage.Deployment.Templates;

namespace PromptToImage.Deployment;

/// <summary>The inputs of a deployment.</summary>
public sealed record StackOptions
{
    /// <summary>The stack's name. Names of resources that the template does not name begin with it.</summary>
    public required string Name { get; init; }

    public required Template Template { get; init; }

    /// <summary>The values of the template's parameters; those that are absent have their defaults.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    public required Emulator Emulator { get; init; }

    /// <summary>Receives the policies of roles and resources. The emulator enforces them if it has the same authorizer.</summary>
    public PolicyAuthorizer Authorizer { get; init; } = new();

    /// <summary>The code of the functions by their handler strings.</summary>
    public required IReadOnlyDictionary<string, CreateFunction> Handlers { get; init; }

    /// <summary>Reads a local artifact by its path in the template, for example a definition.</summary>
    /// <remarks>https://docs.aws.amazon.com/cli/latest/reference/cloudformation/package.html</remarks>
    public required Func<string, string> ReadArtifact { get; init; }
}
