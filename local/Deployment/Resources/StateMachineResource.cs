using PromptToImage.AwsEmulator;
using PromptToImage.AwsEmulator.Authorization;
using PromptToImage.AwsEmulator.Executions;
using PromptToImage.Deployment.Templates;
using PromptToImage.StatesLanguage;

namespace PromptToImage.Deployment.Resources;

/// <summary><c>AWS::StepFunctions::StateMachine</c>: a state machine with the substitutions of its definition.</summary>
internal sealed class StateMachineResource() : ResourceType("AWS::StepFunctions::StateMachine", "Arn", "Name", "StateMachineRevisionId")
{
    public override async Task<DeployedResource> PutAsync(ResourceRequest request)
    {
        var properties = request.Properties;
        var name = request.NameFrom("StateMachineName");
        if (properties.OptionalText("StateMachineType") is { } type and not "STANDARD")
        {
            throw new TemplateException($"StateMachineType is {type}; on one machine it must be STANDARD.");
        }

        var role = properties.Text("RoleArn");
        var service = new ServicePrincipal("states.amazonaws.com", StatesArn.ForStateMachine(name));
        if (request.Stack.Authorizer.AssumeRole(service, role, name) is null)
        {
            throw new TemplateException(
                "Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role."
            );
        }

        properties.AcceptWithoutEffect("LoggingConfiguration", "Tags", "TracingConfiguration");
        var definition =
            properties.OptionalText("DefinitionString") ?? request.Stack.ReadArtifact(properties.Text("DefinitionS3Location"));
        var machine = await request.Emulator.Executions.StateMachines.DeployAsync(
            name,
            DefinitionSubstitution.Apply(definition, properties.Map("DefinitionSubstitutions")),
            role
        );
        return new DeployedResource(machine.Arn)
        {
            Attributes = new Dictionary<string, string>
            {
                ["Arn"] = machine.Arn,
                ["Name"] = machine.Name,
                ["StateMachineRevisionId"] = machine.RevisionId ?? "INITIAL",
            },
        };
    }

    public override Task DeleteAsync(string physicalId, Emulator emulator) =>
        emulator.Executions.StateMachines.DeleteAsync(physicalId);
}
