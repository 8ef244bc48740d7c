using System.Text.Json;
using System.Text.RegularExpressions;
using PromptToImage.AwsEmulator.Executions.StateMachines;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Executions.Api;

/// <summary>The operations on state machines, https://docs.aws.amazon.com/step-functions/latest/apireference/API_Operations.html.</summary>
internal sealed partial class StateMachineOperations(StepFunctionsService service)
{
    public const int MaxDefinitionLength = 1_048_576;
    public const int MaxArnLength = 256;
    public const int MaxTokenLength = 1024;

    private const string OwnedKey = "AWS_OWNED_KEY";

    public IEnumerable<KeyValuePair<string, JsonOperationHandler>> All =>
        [
            new("CreateStateMachine", CreateAsync),
            new("UpdateStateMachine", UpdateAsync),
            new("DeleteStateMachine", DeleteAsync),
            new("DescribeStateMachine", DescribeAsync),
            new("DescribeStateMachineForExecution", DescribeForExecutionAsync),
            new("ListStateMachines", ListAsync),
            new("ListTagsForResource", ListTagsAsync),
            new("TagResource", TagAsync),
            new("UntagResource", UntagAsync),
        ];

    private async Task CreateAsync(JsonElement body, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var request = new StatesRequest(body);
        var name = request.Required("name", StepFunctionsName.MaxLength);
        var definition = request.Required("definition", MaxDefinitionLength);
        var roleArn = request.Required("roleArn", MaxArnLength);
        var type = request.OneOf("type", "STANDARD", "EXPRESS");
        CheckEncryption(request);
        var settings = new StateMachineSettings(
            Raw(request.Object("loggingConfiguration")) ?? StateMachineSettings.Default.Logging,
            Raw(request.Object("tracingConfiguration")) ?? StateMachineSettings.Default.Tracing
        );
        var tags = request
            .List("tags")
            .ToDictionary(tag => tag.GetProperty("key").GetString()!, tag => tag.GetProperty("value").GetString()!);
        var (publish, description) = Publishing(request);
        request.Check();
        CheckRole(roleArn);
        if (type == "EXPRESS")
        {
            throw new AwsException("StateMachineTypeNotSupported", "State machines of type EXPRESS are not offered on this machine.");
        }

        var machine = await service.StateMachines.CreateAsync(name, definition, roleArn, settings);
        var version = publish ? await service.StateMachines.PublishVersionAsync(machine.Arn, description) : null;
        if (tags.Count > 0)
        {
            await service.StateMachines.TagAsync(machine.Arn, tags, []);
        }

        response.WriteTime("creationDate", machine.CreationDate);
        response.WriteString("stateMachineArn", machine.Arn);
        response.WriteOptional("stateMachineVersionArn", version is null ? null : StatesArn.ForVersion(machine.Name, version.Number));
    }

    private async Task UpdateAsync(JsonElement body, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var request = new StatesRequest(body);
        var arn = request.Required("stateMachineArn", MaxArnLength);
        var definition = request.Optional("definition", MaxDefinitionLength);
        var roleArn = request.Optional("roleArn", MaxArnLength);
        var logging = Raw(request.Object("loggingConfiguration"));
        var tracing = Raw(request.Object("tracingConfiguration"));
        CheckEncryption(request);
        var (publish, description) = Publishing(request);
        request.Check();
        CheckRole(roleArn);
        var machine = await service.StateMachines.UpdateAsync(arn, definition, roleArn, logging, tracing);
        var version = publish ? await service.StateMachines.PublishVersionAsync(arn, description) : null;
        response.WriteTime("updateDate", machine.UpdateDate);
        response.WriteOptional("revisionId", machine.RevisionId);
        response.WriteOptional("stateMachineVersionArn", version is null ? null : StatesArn.ForVersion(machine.Name, version.Number));
    }

    private async Task DeleteAsync(JsonElement body, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var request = new StatesRequest(body);
        var arn = request.Required("stateMachineArn", MaxArnLength);
        request.Check();
        await service.DeleteStateMachineAsync(arn);
    }

    private Task DescribeAsync(JsonElement body, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var request = new StatesRequest(body);
        var arn = request.Required("stateMachineArn", MaxArnLength);
        var included = request.OneOf("includedData", "ALL_DATA", "METADATA_ONLY");
        request.Check();
        var target = service.StateMachines.Resolve(arn);
        if (target.Alias is not null)
        {
            throw StatesErrors.StateMachineDoesNotExist(arn);
        }

        var machine = target.Machine;
        response.WriteTime("creationDate", target.Version?.CreationDate ?? machine.CreationDate);
        response.WriteOptional("description", target.Version?.Description);
        response.WriteString("status", machine.IsDeleting ? "DELETING" : "ACTIVE");
        response.WriteString("type", "STANDARD");
        WriteRevision(response, machine, included, target.Version);
        return Task.CompletedTask;
    }

    private Task DescribeForExecutionAsync(JsonElement body, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var request = new StatesRequest(body);
        var arn = request.Required("executionArn", MaxArnLength);
        var included = request.OneOf("includedData", "ALL_DATA", "METADATA_ONLY");
        request.Check();
        var machine = service.StateMachineForExecution(arn);
        response.WriteTime("updateDate", machine.UpdateDate);
        WriteRevision(response, machine, included, version: null);
        return Task.CompletedTask;
    }

    private Task ListAsync(JsonElement body, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        const string List = "state machines";
        var request = new StatesRequest(body);
        var size = request.PageSize();
        var token = request.Optional("nextToken", MaxTokenLength);
        request.Check();
        var before = PageToken.Read(List, token) ?? long.MaxValue;
        var machines = service.StateMachines.All.Where(machine => machine.Key < before).Take(size + 1).ToList();
        response.WriteStartArray("stateMachines");
        foreach (var machine in machines.Take(size))
        {
            response.WriteStartObject();
            response.WriteTime("creationDate", machine.CreationDate);
            response.WriteString("name", machine.Name);
            response.WriteString("stateMachineArn", machine.Arn);
            response.WriteString("type", "STANDARD");
            response.WriteEndObject();
        }

        response.WriteEndArray();
        if (machines.Count > size)
        {
            response.WriteString("nextToken", PageToken.Create(List, machines[size - 1].Key));
        }

        return Task.CompletedTask;
    }

    private Task ListTagsAsync(JsonElement body, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var request = new StatesRequest(body);
        var arn = request.Required("resourceArn", MaxArnLength);
        request.Check();
        response.WriteStartArray("tags");
        foreach (var (key, value) in service.StateMachines.Tags(arn))
        {
            response.WriteStartObject();
            response.WriteString("key", key);
            response.WriteString("value", value);
            response.WriteEndObject();
        }

        response.WriteEndArray();
        return Task.CompletedTask;
    }

    private Task TagAsync(JsonElement body, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var request = new StatesRequest(body);
        var arn = request.Required("resourceArn", MaxArnLength);
        var tags = request
            .List("tags")
            .ToDictionary(tag => tag.GetProperty("key").GetString()!, tag => tag.GetProperty("value").GetString()!);
        request.Check();
        return service.StateMachines.TagAsync(arn, tags, []);
    }

    private Task UntagAsync(JsonElement body, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var request = new StatesRequest(body);
        var arn = request.Required("resourceArn", MaxArnLength);
        var keys = request.List("tagKeys").Select(key => key.GetString()!).ToList();
        request.Check();
        return service.StateMachines.TagAsync(arn, new Dictionary<string, string>(), keys);
    }

    private static void WriteRevision(Utf8JsonWriter response, StateMachineRecord machine, string? included, StateMachineVersion? version)
    {
        response.WriteString("stateMachineArn", version is null ? machine.Arn : StatesArn.ForVersion(machine.Name, version.Number));
        response.WriteString("name", machine.Name);
        response.WriteString("definition", included == "METADATA_ONLY" ? "{}" : machine.Definition);
        response.WriteString("roleArn", machine.RoleArn);
        response.WritePropertyName("loggingConfiguration");
        response.WriteRawValue(machine.Settings.Logging);
        response.WritePropertyName("tracingConfiguration");
        response.WriteRawValue(machine.Settings.Tracing);
        response.WriteStartObject("encryptionConfiguration");
        response.WriteString("type", OwnedKey);
        response.WriteEndObject();
        response.WriteOptional("revisionId", machine.RevisionId);
    }

    private static (bool Publish, string? Description) Publishing(StatesRequest request)
    {
        var publish = request.Flag("publish") == true;
        var description = request.Sensitive("versionDescription", VersionOperations.MaxDescriptionLength);
        return publish || description is null
            ? (publish, description)
            : throw StatesErrors.Validation("Version description can only be set when publish is true");
    }

    private static void CheckRole(string? arn)
    {
        if (arn is not null && !RoleArn().IsMatch(arn))
        {
            throw StatesErrors.InvalidRoleArn(arn);
        }
    }

    /// <summary>The only encryption that is accepted is AWS's default, because nothing is encrypted here.</summary>
    /// <exception cref="AwsException">ValidationException.</exception>
    private static void CheckEncryption(StatesRequest request)
    {
        if (request.Object("encryptionConfiguration") is { } configuration)
        {
            var encryption = new StatesRequest(configuration);
            _ = encryption.OneOf("type", OwnedKey);
            encryption.Check();
        }
    }

    private static string? Raw(JsonElement? element) => element?.GetRawText();

    [GeneratedRegex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$")]
    private static partial Regex RoleArn();
}
