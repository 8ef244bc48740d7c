using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Executions.Api;

/// <summary>The parameters of Step Functions' operations that are offered.</summary>
internal static class StatesParameters
{
    private const string Observability =
        "loggingConfiguration.level loggingConfiguration.includeExecutionData "
        + "loggingConfiguration.destinations.cloudWatchLogsLogGroup.logGroupArn tracingConfiguration.enabled";

    private const string Settings =
        " definition roleArn publish versionDescription " + Observability + " encryptionConfiguration.type";

    private const string Page = " maxResults nextToken";

    private const string Routing = " description routingConfiguration.stateMachineVersionArn routingConfiguration.weight";

    public static readonly OfferedParameters All = new(
        new Dictionary<string, string>
        {
            ["CreateStateMachine"] = "name type tags.key tags.value" + Settings,
            ["UpdateStateMachine"] = "stateMachineArn" + Settings,
            ["DeleteStateMachine"] = "stateMachineArn",
            ["DescribeStateMachine"] = "stateMachineArn includedData",
            ["DescribeStateMachineForExecution"] = "executionArn includedData",
            ["ListStateMachines"] = Page,
            ["ListTagsForResource"] = "resourceArn",
            ["TagResource"] = "resourceArn tags.key tags.value",
            ["UntagResource"] = "resourceArn tagKeys",
            ["CreateStateMachineAlias"] = "name" + Routing,
            ["DescribeStateMachineAlias"] = "stateMachineAliasArn",
            ["UpdateStateMachineAlias"] = "stateMachineAliasArn" + Routing,
            ["DeleteStateMachineAlias"] = "stateMachineAliasArn",
            ["ListStateMachineAliases"] = "stateMachineArn" + Page,
            ["PublishStateMachineVersion"] = "stateMachineArn revisionId description",
            ["ListStateMachineVersions"] = "stateMachineArn" + Page,
            ["DeleteStateMachineVersion"] = "stateMachineVersionArn",
            ["StartExecution"] = "stateMachineArn name input traceHeader",
            ["StartSyncExecution"] = "stateMachineArn name input traceHeader includedData",
            ["DescribeExecution"] = "executionArn includedData",
            ["ListExecutions"] = "stateMachineArn mapRunArn statusFilter redriveFilter" + Page,
            ["GetExecutionHistory"] = "executionArn reverseOrder includeExecutionData" + Page,
            ["StopExecution"] = "executionArn error cause",
            ["RedriveExecution"] = "executionArn clientToken",
            ["SendTaskSuccess"] = "taskToken output",
            ["SendTaskFailure"] = "taskToken error cause",
            ["SendTaskHeartbeat"] = "taskToken",
            ["ValidateStateMachineDefinition"] = "definition type severity maxResults",
            ["TestState"] =
                "definition stateName roleArn input inspectionLevel revealSecrets variables context mock.result mock.fieldValidationMode "
                + "mock.errorOutput.error mock.errorOutput.cause stateConfiguration.retrierRetryCount "
                + "stateConfiguration.mapIterationFailureCount stateConfiguration.mapItemReaderData stateConfiguration.errorCausedByState",
        },
        withoutEffect: Observability + " traceHeader stateConfiguration.errorCausedByState"
    );
}
