using System.Text.Json.Nodes;
using PromptToImage.AwsEmulator.Executions;
using PromptToImage.Contracts;

namespace PromptToImage.Soak.Clients;

/// <summary>Sends small requests of every service, one after the other, to see how long others wait.</summary>
internal sealed class Probe(SoakClient client)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(30);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await client.CallAsync("AmazonSQS.ListQueues", []);
            await client.CallAsync(
                "AWSStepFunctions.DescribeStateMachine",
                new JsonObject { ["stateMachineArn"] = StatesArn.ForStateMachine(DeploymentNames.Default) }
            );
            await client.CallAsync(
                "AWSStepFunctions.ListExecutions",
                new JsonObject { ["stateMachineArn"] = StatesArn.ForStateMachine(DeploymentNames.Default), ["maxResults"] = 10 }
            );
            await RestAsync(HttpMethod.Get, "/2015-03-31/functions");
            await RestAsync(HttpMethod.Get, "/");
            using (var request = Requests.Form(client.Endpoint, "Action=ListTopics&Version=2010-03-31"))
            {
                await client.SendAsync(request, RequestKind.Ordinary, "SNS ListTopics");
            }

            await RestAsync(HttpMethod.Get, "/console");
            await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
        }
    }

    private async Task RestAsync(HttpMethod method, string path)
    {
        using var request = Requests.Rest(client.Endpoint, method, path);
        await client.SendAsync(request, RequestKind.Ordinary, $"{method} {path}");
    }
}
