using System.Text.Json;
using PromptToImage.AwsEmulator.Executions.StateMachines;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Executions.Api;

/// <summary>The operations on aliases,
/// https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachineAlias.html.</summary>
internal sealed class AliasOperations(StateMachineCatalog machines)
{
    public IEnumerable<KeyValuePair<string, JsonOperationHandler>> All =>
        [
            new("CreateStateMachineAlias", CreateAsync),
            new("DescribeStateMachineAlias", DescribeAsync),
            new("UpdateStateMachineAlias", UpdateAsync),
            new("DeleteStateMachineAlias", DeleteAsync),
            new("ListStateMachineAliases", ListAsync),
        ];

    private async Task CreateAsync(JsonElement body, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var request = new StatesRequest(body);
        var name = request.Required("name", StepFunctionsName.MaxLength);
        var description = request.Sensitive("description", VersionOperations.MaxDescriptionLength);
        var routes = Routes(request);
        if (routes is null)
        {
            _ = request.Required("routingConfiguration");
        }

        request.Check();
        var alias = await machines.CreateAliasAsync(name, description, routes!);
        response.WriteTime("creationDate", alias.CreationDate);
        response.WriteString("stateMachineAliasArn", StatesArn.ForAlias(StatesArn.QualifiedName(routes![0].Key)!.Value.StateMachine, name));
    }

    private Task DescribeAsync(JsonElement body, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var arn = AliasArn(body);
        var alias = machines.DescribeAlias(arn);
        response.WriteTime("creationDate", alias.CreationDate);
        response.WriteOptional("description", alias.Description);
        response.WriteString("name", alias.Name);
        response.WriteStartArray("routingConfiguration");
        foreach (var route in alias.Routes)
        {
            response.WriteStartObject();
            response.WriteString(
                "stateMachineVersionArn",
                StatesArn.ForVersion(StatesArn.QualifiedName(arn)!.Value.StateMachine, route.Version)
            );
            response.WriteNumber("weight", route.Weight);
            response.WriteEndObject();
        }

        response.WriteEndArray();
        response.WriteString("stateMachineAliasArn", arn);
        response.WriteTime("updateDate", alias.UpdateDate);
        return Task.CompletedTask;
    }

    private async Task UpdateAsync(JsonElement body, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var request = new StatesRequest(body);
        var arn = request.Required("stateMachineAliasArn", StateMachineOperations.MaxArnLength);
        var description = request.Sensitive("description", VersionOperations.MaxDescriptionLength);
        var routes = Routes(request);
        request.Check();
        var alias = await machines.UpdateAliasAsync(arn, description, routes);
        response.WriteTime("updateDate", alias.UpdateDate);
    }

    private Task DeleteAsync(JsonElement body, Utf8JsonWriter response, CancellationToken cancellationToken) =>
        machines.DeleteAliasAsync(AliasArn(body));

    /// <summary>Lists the aliases of a state machine, or of one of its versions, the newest first.</summary>
    private Task ListAsync(JsonElement body, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var request = new StatesRequest(body);
        var arn = request.Required("stateMachineArn", StateMachineOperations.MaxArnLength);
        var size = request.PageSize();
        var token = request.Optional("nextToken", StateMachineOperations.MaxTokenLength);
        request.Check();
        var target = machines.Resolve(arn);
        var machine = machines.Find(target.Machine.Name)!;
        var list = $"aliases {arn}";
        var skipped = (int)(PageToken.Read(list, token) ?? 0);
        var found = machine
            .Aliases.Values.Where(alias => target.Version is not { } version || alias.Routes.Any(route => route.Version == version.Number))
            .OrderByDescending(alias => alias.CreationDate)
            .Skip(skipped)
            .Take(size + 1)
            .ToList();
        response.WriteStartArray("stateMachineAliases");
        foreach (var alias in found.Take(size))
        {
            response.WriteStartObject();
            response.WriteTime("creationDate", alias.CreationDate);
            response.WriteString("stateMachineAliasArn", StatesArn.ForAlias(machine.Name, alias.Name));
            response.WriteEndObject();
        }

        response.WriteEndArray();
        response.WriteOptional("nextToken", found.Count > size ? PageToken.Create(list, skipped + size) : null);
        return Task.CompletedTask;
    }

    private static string AliasArn(JsonElement body)
    {
        var request = new StatesRequest(body);
        var arn = request.Required("stateMachineAliasArn", StateMachineOperations.MaxArnLength);
        request.Check();
        return arn;
    }

    private static List<KeyValuePair<string, int>>? Routes(StatesRequest request) =>
        request.Has("routingConfiguration") ? [.. request.List("routingConfiguration").Select(Route)] : null;

    private static KeyValuePair<string, int> Route(JsonElement item)
    {
        var request = new StatesRequest(item);
        var route = KeyValuePair.Create(
            request.Required("stateMachineVersionArn", StateMachineOperations.MaxArnLength),
            request.RequiredNumber("weight")
        );
        request.Check();
        return route;
    }
}
