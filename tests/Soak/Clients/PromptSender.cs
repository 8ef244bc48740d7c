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

    /// <summary>Whether the queue of prompts is empty, including hidden messages, and no execution runs.</summary>
    public async Task<bool> IsIdleAsync()
    {
        var queue = await client.InsistAsync(
            "AmazonSQS.GetQueueAttributes",
            () => new JsonObject { ["QueueUrl"] = Url, ["AttributeNames"] = new JsonArray("All") }
        );
        var waiting = queue
            .Json["Attributes"]!.AsObject()
            .Where(attribute => attribute.Key.StartsWith("ApproximateNumberOfMessages", StringComparison.Ordinal));
        if (waiting.Any(attribute => attribute.Value!.GetValue<string>() != "0"))
        {
            return false;
        }

        var running = await client.InsistAsync(
            "AWSStepFunctions.ListExecutions",
            () =>
                new JsonObject { ["stateMachineArn"] = StatesArn.ForStateMachine(DeploymentNames.Default), ["statusFilter"] = "RUNNING" }
        );
        return running.Json["executions"]!.AsArray().Count == 0;
    }

    private string Url => new Uri(client.Endpoint, $"/000000000000/{DeploymentNames.Default}").ToString();
}
