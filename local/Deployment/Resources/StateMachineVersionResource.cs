using PromptToImage.AwsEmulator.Executions;

namespace PromptToImage.Deployment.Resources;

/// <summary><c>AWS::StepFunctions::StateMachineVersion</c>: publishes a version of the revision that the template deploys.</summary>
internal sealed class StateMachineVersionResource() : ResourceType("AWS::StepFunctions::StateMachineVersion", "Arn")
{
    public override async Task<DeployedResource> PutAsync(ResourceRequest request)
    {
        var properties = request.Properties;
        var machines = request.Emulator.Executions.StateMachines;
        var machine = machines.Get(properties.Text("StateMachineArn"));
        var published = await machines.PublishVersionAsync(
            machine.Arn,
            properties.OptionalText("Description"),
            properties.OptionalText("StateMachineRevisionId")
        );
        var arn = StatesArn.ForVersion(machine.Name, published.Number);
        return new DeployedResource(arn) { Attributes = new Dictionary<string, string> { ["Arn"] = arn } };
    }
}
