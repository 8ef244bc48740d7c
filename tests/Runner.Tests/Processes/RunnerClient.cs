using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PromptToImage.AwsEmulator.Executions;
using PromptToImage.Contracts;

namespace PromptToImage.Runner.Tests.Processes;

/// <summary>Calls a runner as AWS's clients do, but without retries, so that a test sees when a killed runner does not answer.</summary>
internal sealed class RunnerClient(Uri endpoint) : IDisposable
{
    private readonly HttpClient _http = new();

    public void Dispose() => _http.Dispose();

    /// <exception cref="HttpRequestException">The message was not acknowledged. It may still have been accepted.</exception>
    public Task SendAsync(string body, int delaySeconds = 0) =>
        SqsAsync("SendMessage", new JsonObject { ["MessageBody"] = body, ["DelaySeconds"] = delaySeconds });

    /// <summary>The number of messages whose delay has not ended.</summary>
    public Task<int> DelayedAsync() => CountMessagesAsync("ApproximateNumberOfMessagesDelayed");

    /// <summary>The number of messages that were received and not deleted.</summary>
    public Task<int> InFlightAsync() => CountMessagesAsync("ApproximateNumberOfMessagesNotVisible");

    public async Task<int> CountAsync(string status) =>
        (
            await AskAsync(
                "AWSStepFunctions.ListExecutions",
                new JsonObject { ["stateMachineArn"] = StatesArn.ForStateMachine(DeploymentNames.Default), ["statusFilter"] = status }
            )
        )["executions"]!
            .AsArray()
            .Count;

    /// <summary>Whether the queue of prompts is empty, including hidden messages, and no execution runs.</summary>
    public async Task<bool> IsIdleAsync()
    {
        var waiting = (await AttributesAsync()).Where(attribute =>
            attribute.Key.StartsWith("ApproximateNumberOfMessages", StringComparison.Ordinal)
        );
        if (waiting.Any(attribute => attribute.Value!.GetValue<string>() != "0"))
        {
            return false;
        }

        return await CountAsync("RUNNING") == 0;
    }

    private async Task<int> CountMessagesAsync(string attribute) =>
        int.Parse((await AttributesAsync())[attribute]!.GetValue<string>(), CultureInfo.InvariantCulture);

    private async Task<JsonObject> AttributesAsync() =>
        (await SqsAsync("GetQueueAttributes", new JsonObject { ["AttributeNames"] = new JsonArray("All") }))["Attributes"]!.AsObject();

    private Task<JsonObject> SqsAsync(string operation, JsonObject request)
    {
        request["QueueUrl"] = new Uri(endpoint, $"/000000000000/{DeploymentNames.Default}").ToString();
        return AskAsync($"AmazonSQS.{operation}", request);
    }

    private async Task<JsonObject> AskAsync(string target, JsonObject request)
    {
        using var content = new StringContent(request.ToJsonString(), Encoding.UTF8);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0");
        using var message = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = content };
        message.Headers.Add("X-Amz-Target", target);
        using var response = await _http.SendAsync(message, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return response.IsSuccessStatusCode
            ? JsonNode.Parse(text)!.AsObject()
            : throw new JsonException($"{target} answered {(int)response.StatusCode}: {text}");
    }
}
