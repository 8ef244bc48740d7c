using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.StepFunctions;

namespace PromptToImage.Standins.Tests.Wire;

/// <summary>Each operation of Step Functions sends every member of its request and reads every member of its response.</summary>
public sealed class EveryMemberTests
{
    public static TheoryData<string> StepFunctionsOperations { get; } =
    [
        "DescribeExecution",
        "DescribeStateMachine",
        "GetExecutionHistory",
        "ListExecutions",
        "ListStateMachines",
        "RedriveExecution",
        "SendTaskFailure",
        "SendTaskHeartbeat",
        "SendTaskSuccess",
        "StartExecution",
        "StopExecution",
    ];

    [Theory]
    [MemberData(nameof(StepFunctionsOperations))]
    public async Task Step_Functions_members_are_sent_and_read_in_camel_case(string operation)
    {
        var sample = new Sample((_, name) => JsonNamingPolicy.CamelCase.ConvertName(name));
        var method = Method(operation);
        var responseType = method.ReturnType.GetGenericArguments()[0];
        var response = sample.ToJson(sample.Fill(responseType))!;
        var request = sample.Fill(method.GetParameters()[0].ParameterType);
        await using var service = await RecordingService.StartAsync(Response.Json(response.ToJsonString()));
        using var client = new AmazonStepFunctionsClient(
            RecordingService.Credentials,
            service.Configure<AmazonStepFunctionsConfig>()
        );

        var call = (Task)method.Invoke(client, [request, TestContext.Current.CancellationToken])!;
        await call;

        AssertSame(sample.ToJson(request), service.Requests.Single().Json);
        AssertSame(response, sample.ToJson(call.GetType().GetProperty("Result")!.GetValue(call)));
    }

    private static MethodInfo Method(string operation) =>
        typeof(AmazonStepFunctionsClient)
            .GetMethods()
            .Single(method =>
                method.Name == operation + "Async" && method.GetParameters()[0].ParameterType.IsSubclassOf(typeof(AmazonWebServiceRequest))
            );

    private static void AssertSame(JsonNode? expected, JsonNode? actual)
    {
        Assert.True(JsonNode.DeepEquals(expected, actual), $"expected {expected?.ToJsonString()}\nactual   {actual?.ToJsonString()}");
    }
}
