using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using Amazon.StepFunctions;

namespace PromptToImage.Standins.Tests.Wire;

/// <summary>For every operation of the JSON services: each member of the request goes out, each member of the response comes in.</summary>
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

    public static TheoryData<string> SqsOperations { get; } =
    [
        "ChangeMessageVisibility",
        "ChangeMessageVisibilityBatch",
        "CreateQueue",
        "DeleteMessage",
        "DeleteMessageBatch",
        "DeleteQueue",
        "GetQueueAttributes",
        "GetQueueUrl",
        "ListMessageMoveTasks",
        "ListQueues",
        "PurgeQueue",
        "ReceiveMessage",
        "SendMessage",
        "SendMessageBatch",
        "SetQueueAttributes",
        "StartMessageMoveTask",
    ];

    [Theory]
    [MemberData(nameof(StepFunctionsOperations))]
    public async Task Step_Functions_members_stand_on_the_wire_in_camel_case(string operation)
    {
        await CheckAsync(
            operation,
            new Sample((_, name) => JsonNamingPolicy.CamelCase.ConvertName(name)),
            service => new AmazonStepFunctionsClient(RecordingService.Credentials, service.Configure<AmazonStepFunctionsConfig>())
        );
    }

    [Theory]
    [MemberData(nameof(SqsOperations))]
    public async Task Sqs_members_stand_on_the_wire_as_they_are(string operation)
    {
        await CheckAsync(
            operation,
            new Sample((type, name) => type == typeof(CreateQueueRequest) && name == nameof(CreateQueueRequest.Tags) ? "tags" : name),
            service => new AmazonSQSClient(RecordingService.Credentials, service.Configure<AmazonSQSConfig>())
        );
    }

    private static MethodInfo Method(Type client, string operation)
    {
        return client
            .GetMethods()
            .Single(method =>
                method.Name == operation + "Async" && method.GetParameters()[0].ParameterType.IsSubclassOf(typeof(AmazonWebServiceRequest))
            );
    }

    private static async Task CheckAsync<TClient>(string operation, Sample sample, Func<RecordingService, TClient> connect)
        where TClient : IDisposable
    {
        var method = Method(typeof(TClient), operation);
        var responseType = method.ReturnType.GetGenericArguments()[0];
        var answer = sample.ToJson(sample.Fill(responseType))!;
        RemoveDigests(answer);
        var request = sample.Fill(method.GetParameters()[0].ParameterType);
        await using var service = await RecordingService.StartAsync(Answer.Json(answer.ToJsonString()));
        using var client = connect(service);

        var call = (Task)method.Invoke(client, [request, TestContext.Current.CancellationToken])!;
        await call;

        AssertSame(sample.ToJson(request), service.Requests.Single().Json);
        AssertSame(answer, sample.ToJson(call.GetType().GetProperty("Result")!.GetValue(call)));
    }

    /// <summary>Made-up digests would be noticed; they have tests of their own.</summary>
    private static void RemoveDigests(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray list:
                foreach (var item in list)
                {
                    RemoveDigests(item);
                }

                break;
            case JsonObject members:
                foreach (var name in members.Select(m => m.Key).ToList())
                {
                    if (name.StartsWith("MD5", StringComparison.Ordinal))
                    {
                        members.Remove(name);
                    }
                    else
                    {
                        RemoveDigests(members[name]);
                    }
                }

                break;
        }
    }

    private static void AssertSame(JsonNode? expected, JsonNode? actual)
    {
        Assert.True(JsonNode.DeepEquals(expected, actual), $"expected {expected?.ToJsonString()}\nactual   {actual?.ToJsonString()}");
    }
}
