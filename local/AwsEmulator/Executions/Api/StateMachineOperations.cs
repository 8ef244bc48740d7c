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

    private async Task CreateAsync(JsonElement body, Utf8JsonWriter answer, CancellationToken cancellationToken)
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

        answer.WriteTime("creationDate", machine.CreationDate);
        answer.WriteString("stateMachineArn", machine.Arn);
        answer.WriteOptional("stateMachineVersionArn", version is null ? null : StatesArn.ForVersion(machine.Name, version.Number));
    }

    private async Task UpdateAsync(JsonElement body, Utf8JsonWriter answer, CancellationToken cancellationToken)
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
        answer.WriteTime("updateDate", machine.UpdateDate);
        answer.WriteOptional("revisionId", machine.RevisionId);
        answer.WriteOptional("stateMachineVersionArn", version is null ? null : StatesArn.ForVersion(machine.Name, version.Number));
    }

    private async Task DeleteAsync(JsonElement body, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        var request = new StatesRequest(body);
        var arn = request.Required("stateMachineArn", MaxArnLength);
        request.Check();
        await service.DeleteStateMachineAsync(arn);
    }

    private Task DescribeAsync(JsonElement body, Utf8JsonWriter answer, CancellationToken cancellationToken)
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
        answer.WriteTime("creationDate", target.Version?.CreationDate ?? machine.CreationDate);
        answer.WriteOptional("description", target.Version?.Description);
        answer.WriteString("status", machine.IsDeleting ? "DELETING" : "ACTIVE");
        answer.WriteString("type", "STANDARD");
        WriteRevision(answer, machine, included, target.Version);
        return Task.CompletedTask;
    }

    private Task DescribeForExecutionAsync(JsonElement body, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        var request = new StatesRequest(body);
        var arn = request.Required("executionArn", MaxArnLength);
        var included = request.OneOf("includedData", "ALL_DATA", "METADATA_ONLY");
        request.Check();
        var machine = service.StateMachineForExecution(arn);
        answer.WriteTime("updateDate", machine.UpdateDate);
        WriteRevision(answer, machine, included, version: null);
        return Task.CompletedTask;
    }

    private Task ListAsync(JsonElement body, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        const string List = "state machines";
        var request = new StatesRequest(body);
        var size = request.PageSize();
        var token = request.Optional("nextToken", MaxTokenLength);
        request.Check();
        var before = PageToken.Read(List, token) ?? long.MaxValue;
        var machines = service.StateMachines.All.Where(machine => machine.Key < before).Take(size + 1).ToList();
        answer.WriteStartArray("stateMachines");
        foreach (var machine in machines.Take(size))
        {
            answer.WriteStartObject();
            answer.WriteTime("creationDate", machine.CreationDate);
            answer.WriteString("name", machine.Name);
            answer.WriteString("stateMachineArn", machine.Arn);
            answer.WriteString("type", "STANDARD");
            answer.WriteEndObject();
        }

        answer.WriteEndArray();
        if (machines.Count > size)
        {
            answer.WriteString("nextToken", PageToken.Create(List, machines[size - 1].Key));
        }

        return Task.CompletedTask;
    }

    private Task ListTagsAsync(JsonElement body, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        var request = new StatesRequest(body);
        var arn = request.Required("resourceArn", MaxArnLength);
        request.Check();
        answer.WriteStartArray("tags");
        foreach (var (key, value) in service.StateMachines.Tags(arn))
        {
            answer.WriteStartObject();
            answer.WriteString("key", key);
            answer.WriteString("value", value);
            answer.WriteEndObject();
        }

        answer.WriteEndArray();
        return Task.CompletedTask;
    }

    private Task TagAsync(JsonElement body, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        var request = new StatesRequest(body);
        var arn = request.Required("resourceArn", MaxArnLength);
        var tags = request
            .List("tags")
            .ToDictionary(tag => tag.GetProperty("key").GetString()!, tag => tag.GetProperty("value").GetString()!);
        request.Check();
        return service.StateMachines.TagAsync(arn, tags, []);
    }

    private Task UntagAsync(JsonElement body, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        var request = new StatesRequest(body);
        var arn = request.Required("resourceArn", MaxArnLength);
        var keys = request.List("tagKeys").Select(key => key.GetString()!).ToList();
        request.Check();
        return service.StateMachines.TagAsync(arn, new Dictionary<string, string>(), keys);
    }

    private static void WriteRevision(Utf8JsonWriter answer, StateMachineRecord machine, string? included, StateMachineVersion? version)
    {
        answer.WriteString("stateMachineArn", version is null ? machine.Arn : StatesArn.ForVersion(machine.Name, version.Number));
        answer.WriteString("name", machine.Name);
        answer.WriteString("definition", included == "METADATA_ONLY" ? "{}" : machine.Definition);
        answer.WriteString("roleArn", machine.RoleArn);
        answer.WritePropertyName("loggingConfiguration");
        answer.WriteRawValue(machine.Settings.Logging);
        answer.WritePropertyName("tracingConfiguration");
        answer.WriteRawValue(machine.Settings.Tracing);
        answer.WriteStartObject("encryptionConfiguration");
        answer.WriteString("type", OwnedKey);
        answer.WriteEndObject();
        answer.WriteOptional("revisionId", machine.RevisionId);
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
