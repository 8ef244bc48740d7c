using System.Text.Json.Nodes;
using PromptToImage.AwsEmulator.Executions;
using PromptToImage.Contracts;
using PromptToImage.Runner.Tests.Fire;

namespace PromptToImage.Soak.Clients;

/// <summary>Sends prompts to the pipeline. An unacknowledged prompt is sent again, which its id makes idempotent.</summary>
internal sealed class PromptSender(SoakClient client)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private readonly List<FirePrompt> _prompts = [];

    public IReadOnlyList<FirePrompt> Prompts => _prompts;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            // A task can time out when the clock is set forward, so no prompt has one expected error.
            var prompt = FirePrompt.Make(_prompts.Count) with { Error = null };
            _prompts.Add(prompt);
            await client.InsistAsync(
                "AmazonSQS.SendMessage",
                () => new JsonObject { ["QueueUrl"] = Url, ["MessageBody"] = prompt.Body }
            );
            await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
        }
    }

    /// <summary>
    /// The messages in the queue of prompts, including hidden ones, and the running executions, for a reader; null if there are none.
    /// </summary>
    public async Task<string?> FindUnfinishedAsync()
    {
        var queue = await client.InsistAsync(
            "AmazonSQS.GetQueueAttributes",
            () => new JsonObject { ["QueueUrl"] = Url, ["AttributeNames"] = new JsonArray("All") }
        );
        var waiting = queue
            .Json["Attributes"]!.AsObject()
            .Where(attribute =>
                attribute.Key.StartsWith("ApproximateNumberOfMessages", StringComparison.Ordinal)
                && attribute.Value!.GetValue<string>() != "0"
            )
            .Select(attribute => $"{attribute.Key} {attribute.Value}")
            .ToList();
        var running = await client.InsistAsync(
            "AWSStepFunctions.ListExecutions",
            () =>
                new JsonObject { ["stateMachineArn"] = StatesArn.ForStateMachine(DeploymentNames.Default), ["statusFilter"] = "RUNNING" }
        );
        var executions = running.Json["executions"]!.AsArray();
        if (waiting.Count == 0 && executions.Count == 0)
        {
            return null;
        }

        var last = executions.Count == 0 ? "" : await LastEventAsync(executions[0]!["executionArn"]!.GetValue<string>());
        return $"{string.Join(", ", waiting)}; {executions.Count} running executions {last}";
    }

    private async Task<string> LastEventAsync(string arn)
    {
        var history = await client.InsistAsync(
            "AWSStepFunctions.GetExecutionHistory",
            () =>
                new JsonObject
                {
                    ["executionArn"] = arn,
                    ["reverseOrder"] = true,
                    ["maxResults"] = 1,
                }
        );
        return $"({arn}, {history.Json["events"]!.AsArray().FirstOrDefault()?["type"]})";
    }

    private string Url => new Uri(client.Endpoint, $"/000000000000/{DeploymentNames.Default}").ToString();
}
