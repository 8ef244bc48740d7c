using PromptToImage.AwsEmulator;
using PromptToImage.AwsEmulator.Executions;
using PromptToImage.Deployment.Templates;

namespace PromptToImage.Deployment.Resources;

/// <summary>
/// <c>AWS::StepFunctions::StateMachineAlias</c>: a name for a version. A gradual deployment moves it at once, because no one uses the old
/// version while the program starts.
/// </summary>
internal sealed class StateMachineAliasResource() : ResourceType("AWS::StepFunctions::StateMachineAlias", "Arn")
{
    private const int AllExecutions = 100;

    public override async Task<DeployedResource> PutAsync(ResourceRequest request)
    {
        var properties = request.Properties;
        var alias = properties.OptionalText("Name") ?? request.LogicalId;
        var description = properties.OptionalText("Description");
        var routes = ReadRoutes(properties);
        var machines = request.Emulator.Executions.StateMachines;
        // arn:aws:states:region:account:stateMachine:name:version
        var name = routes[0].Key.Split(':') is [_, _, _, _, _, _, var machine, _]
            ? machine
            : throw new TemplateException($"{routes[0].Key} is not a version of a state machine.");
        var arn = StatesArn.ForAlias(name, alias);
        if (machines.Find(name)?.Aliases.ContainsKey(alias) == true)
        {
            await machines.UpdateAliasAsync(arn, description, routes);
        }
        else
        {
            await machines.CreateAliasAsync(alias, description, routes);
        }

        return new DeployedResource(arn) { Attributes = new Dictionary<string, string> { ["Arn"] = arn } };
    }

    public override Task DeleteAsync(string physicalId, Emulator emulator) =>
        emulator.Executions.StateMachines.DeleteAliasAsync(physicalId);

    private static List<KeyValuePair<string, int>> ReadRoutes(Properties properties)
    {
        if (properties.Object("DeploymentPreference") is { } preference)
        {
            preference.AcceptWithoutEffect("Type", "Percentage", "Interval", "Alarms");
            return [new(preference.Text("StateMachineVersionArn"), AllExecutions)];
        }

        return properties.Objects("RoutingConfiguration") is { Count: > 0 } routes
            ? [.. routes.Select(route => KeyValuePair.Create(route.Text("StateMachineVersionArn"), route.Number("Weight")))]
            : throw new TemplateException("DeploymentPreference or RoutingConfiguration is missing.");
    }
}
