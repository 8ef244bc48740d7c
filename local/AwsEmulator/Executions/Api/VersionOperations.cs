using System.Text.Json;
using PromptToImage.AwsEmulator.Executions.StateMachines;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Executions.Api;

/// <summary>The operations on versions,
/// https://docs.aws.amazon.com/step-functions/latest/apireference/API_PublishStateMachineVersion.html.</summary>
internal sealed class VersionOperations(StateMachineCatalog machines)
{
    public const int MaxDescriptionLength = 256;
    public const int MaxLongArnLength = 2000;

    public IEnumerable<KeyValuePair<string, JsonOperationHandler>> All =>
        [
            new("PublishStateMachineVersion", PublishAsync),
            new("ListStateMachineVersions", ListAsync),
            new("DeleteStateMachineVersion", DeleteAsync),
        ];

    private async Task PublishAsync(JsonElement body, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var request = new StatesRequest(body);
        var arn = request.Required("stateMachineArn", StateMachineOperations.MaxArnLength);
        var revisionId = request.Optional("revisionId");
        var description = request.Sensitive("description", MaxDescriptionLength);
        request.Check();
        var version = await machines.PublishVersionAsync(arn, description, revisionId);
        response.WriteTime("creationDate", version.CreationDate);
        response.WriteString("stateMachineVersionArn", StatesArn.ForVersion(machines.Get(arn).Name, version.Number));
    }

    private Task ListAsync(JsonElement body, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var request = new StatesRequest(body);
        var arn = request.Required("stateMachineArn", StateMachineOperations.MaxArnLength);
        var size = request.PageSize();
        var token = request.Optional("nextToken", StateMachineOperations.MaxTokenLength);
        request.Check();
        var machine = machines.Get(arn);
        var list = $"versions {machine.Name}";
        var before = PageToken.Read(list, token) ?? long.MaxValue;
        var found = machine.Versions.Values.Reverse().Where(version => version.Number < before).Take(size + 1).ToList();
        response.WriteStartArray("stateMachineVersions");
        foreach (var version in found.Take(size))
        {
            response.WriteStartObject();
            response.WriteTime("creationDate", version.CreationDate);
            response.WriteString("stateMachineVersionArn", StatesArn.ForVersion(machine.Name, version.Number));
            response.WriteEndObject();
        }

        response.WriteEndArray();
        response.WriteOptional("nextToken", found.Count > size ? PageToken.Create(list, found[size - 1].Number) : null);
        return Task.CompletedTask;
    }

    private Task DeleteAsync(JsonElement body, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var request = new StatesRequest(body);
        var arn = request.Required("stateMachineVersionArn", MaxLongArnLength);
        request.Check();
        return machines.DeleteVersionAsync(arn);
    }
}
