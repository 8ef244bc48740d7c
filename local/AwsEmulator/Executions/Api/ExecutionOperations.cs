using System.Text.Json;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Executions.Api;

/// <summary>The operations on executions, https://docs.aws.amazon.com/step-functions/latest/apireference/API_Operations.html.</summary>
internal sealed class ExecutionOperations(StepFunctionsService service)
{
    public const int MaxErrorLength = 256;
    public const int MaxCauseLength = 32_768;

    private const int MaxExecutionTokenLength = 3096;
    private const string PendingRedrive = "PENDING_REDRIVE";

    private static readonly string[] StatusFilters =
    [
        .. Enum.GetValues<ExecutionStatus>().Select(ExecutionStatusNames.ToAwsName),
        PendingRedrive,
    ];

    public IEnumerable<KeyValuePair<string, JsonOperationHandler>> All =>
        [
            new("StartExecution", StartAsync),
            new("StartSyncExecution", StartSyncAsync),
            new("DescribeExecution", DescribeAsync),
            new("ListExecutions", ListAsync),
            new("GetExecutionHistory", HistoryAsync),
            new("StopExecution", StopAsync),
            new("RedriveExecution", RedriveAsync),
        ];

    private async Task StartAsync(JsonElement body, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var request = new StatesRequest(body);
        var machine = request.Required("stateMachineArn", StateMachineOperations.MaxArnLength);
        var name = request.Optional("name", StepFunctionsName.MaxLength);
        var input = request.Sensitive("input", ExecutionOptions.MaxDataBytes);
        request.Check();
        var execution = await service.StartAsync(machine, name, input ?? "{}");
        response.WriteString("executionArn", execution.Arn);
        response.WriteTime("startDate", execution.StartDate);
    }

    private Task StartSyncAsync(JsonElement body, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var request = new StatesRequest(body);
        var machine = request.Required("stateMachineArn", StateMachineOperations.MaxArnLength);
        request.Check();
        _ = service.StateMachines.Resolve(machine);
        throw StatesErrors.StateMachineTypeNotSupported();
    }

    private Task DescribeAsync(JsonElement body, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var request = new StatesRequest(body);
        var arn = request.Required("executionArn", StateMachineOperations.MaxArnLength);
        var included = request.OneOf("includedData", "ALL_DATA", "METADATA_ONLY");
        request.Check();
        var details = service.Describe(arn);
        var hasData = included != "METADATA_ONLY";
        response.WriteExecution(details.Execution);
        WriteData(response, "input", details.Input, hasData);
        if (details.Output is { } output)
        {
            WriteData(response, "output", output, hasData);
        }

        if (hasData)
        {
            response.WriteOptional("error", details.Execution.Error);
            response.WriteOptional("cause", details.Cause);
        }

        response.WriteString("redriveStatus", details.NotRedrivableReason is null ? "REDRIVABLE" : "NOT_REDRIVABLE");
        response.WriteOptional("redriveStatusReason", details.NotRedrivableReason);
        return Task.CompletedTask;
    }

    private Task ListAsync(JsonElement body, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var request = new StatesRequest(body);
        var machine = request.Optional("stateMachineArn", StateMachineOperations.MaxArnLength);
        var mapRun = request.Optional("mapRunArn");
        var status = request.OneOf("statusFilter", StatusFilters);
        var redrive = request.OneOf("redriveFilter", "REDRIVEN", "NOT_REDRIVEN");
        var size = request.PageSize();
        var token = request.Optional("nextToken", MaxExecutionTokenLength);
        request.Check();
        if (machine is null == mapRun is null)
        {
            throw StatesErrors.Validation("Must provide exactly one of stateMachineArn or mapRunArn");
        }

        if (machine is null)
        {
            throw new AwsException("ResourceNotFound", $"Resource not found: '{mapRun}'");
        }

        if (status == PendingRedrive)
        {
            throw StatesErrors.Validation($"{PendingRedrive} status filter is only valid with a mapRunArn");
        }

        var target = service.StateMachines.Resolve(machine);
        var page = service.List(
            new ExecutionQuery
            {
                StateMachineName = target.Machine.Name,
                Version = target.Alias is null ? target.Version?.Number : null,
                Alias = target.Alias?.Name,
                Status = status is not null && ExecutionStatusNames.TryParse(status, out var parsed) ? parsed : null,
                Redriven = redrive is null ? null : redrive == "REDRIVEN",
                MaxResults = size,
                NextToken = token,
            }
        );
        response.WriteStartArray("executions");
        foreach (var execution in page.Executions)
        {
            response.WriteStartObject();
            response.WriteExecution(execution);
            response.WriteEndObject();
        }

        response.WriteEndArray();
        response.WriteOptional("nextToken", page.NextToken);
        return Task.CompletedTask;
    }

    private Task HistoryAsync(JsonElement body, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var request = new StatesRequest(body);
        var arn = request.Required("executionArn", StateMachineOperations.MaxArnLength);
        var size = request.PageSize();
        var reverse = request.Flag("reverseOrder") ?? false;
        var token = request.Optional("nextToken", StateMachineOperations.MaxTokenLength);
        var includeData = request.Flag("includeExecutionData") ?? true;
        request.Check();
        var page = service.History(arn, size, reverse, token);
        response.WriteStartArray("events");
        foreach (var historyEvent in page.Events)
        {
            historyEvent.WriteTo(response, includeData);
        }

        response.WriteEndArray();
        response.WriteOptional("nextToken", page.NextToken);
        return Task.CompletedTask;
    }

    private async Task StopAsync(JsonElement body, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var request = new StatesRequest(body);
        var arn = request.Required("executionArn", StateMachineOperations.MaxArnLength);
        var error = request.Sensitive("error", MaxErrorLength);
        var cause = request.Sensitive("cause", MaxCauseLength);
        request.Check();
        response.WriteTime("stopDate", await service.StopAsync(arn, error, cause));
    }

    private async Task RedriveAsync(JsonElement body, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var request = new StatesRequest(body);
        var arn = request.Required("executionArn", StateMachineOperations.MaxArnLength);
        var clientToken = request.Optional("clientToken", 64);
        request.Check();
        response.WriteTime("redriveDate", await service.RedriveAsync(arn, clientToken));
    }

    private static void WriteData(Utf8JsonWriter response, string name, string value, bool isIncluded)
    {
        if (isIncluded)
        {
            response.WriteString(name, value);
        }

        response.WriteStartObject(name + "Details");
        response.WriteBoolean("included", isIncluded);
        response.WriteEndObject();
    }
}
