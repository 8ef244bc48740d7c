using PromptToImage.AwsEmulator;
using PromptToImage.AwsEmulator.Executions;
using PromptToImage.AwsEmulator.Queues;
using PromptToImage.Client.Connection;
using PromptToImage.Contracts;

namespace PromptToImage.Client.Tests.Connection;

public sealed class ConnectionOptionsTests
{
    private static readonly Dictionary<string, string> OnAws = new()
    {
        ["SQS_QUEUE_URL"] = "https://sqs.eu-central-1.amazonaws.com/123456789012/prompts",
        ["BUCKET"] = "images",
    };

    [Fact]
    public void Region_and_state_machine_are_derived_from_the_queue()
    {
        var settings = new ConnectionOptions().Resolve(OnAws);
        Assert.Null(settings.Endpoint);
        Assert.False(settings.IsLocal);
        Assert.Equal("eu-central-1", settings.Region);
        Assert.Equal("arn:aws:states:eu-central-1:123456789012:stateMachine:prompts", settings.StateMachineArn);
        Assert.Null(settings.DeadLetterQueueUrl);
        Assert.Equal("images", settings.Bucket);
    }

    [Theory]
    [InlineData(
        "https://sqs.cn-north-1.amazonaws.com.cn/123456789012/p",
        "cn-north-1",
        "arn:aws-cn:states:cn-north-1:123456789012:stateMachine:p"
    )]
    [InlineData(
        "https://eu-west-1.queue.amazonaws.com/123456789012/p",
        "eu-west-1",
        "arn:aws:states:eu-west-1:123456789012:stateMachine:p"
    )]
    [InlineData("https://vpce-1.sqs.example/123456789012/p", null, null)]
    public void A_queue_url_contains_region_and_account(string url, string? region, string? stateMachineArn)
    {
        var settings = new ConnectionOptions { QueueUrl = url }.Resolve(new Dictionary<string, string>());
        Assert.Equal(region, settings.Region);
        Assert.Equal(stateMachineArn, settings.StateMachineArn);
    }

    [Fact]
    public void An_option_overrides_a_variable()
    {
        var settings = new ConnectionOptions
        {
            QueueUrl = "https://sqs.us-west-2.amazonaws.com/123456789012/others",
            StateMachineArn = "arn:aws:states:us-west-2:123456789012:stateMachine:mine",
            Region = "us-east-2",
        }.Resolve(OnAws);
        Assert.EndsWith("/others", settings.QueueUrl, StringComparison.Ordinal);
        Assert.EndsWith(":mine", settings.StateMachineArn, StringComparison.Ordinal);
        Assert.Equal("us-east-2", settings.Region);
    }

    [Fact]
    public void Local_selects_this_machine_and_overrides_the_variables()
    {
        var settings = new ConnectionOptions { LocalPort = 4570 }.Resolve(OnAws);
        Assert.True(settings.IsLocal);
        Assert.Equal(new Uri("http://localhost:4570"), settings.Endpoint);
        Assert.Equal("us-east-1", settings.Region);
        Assert.Null(settings.Bucket);
    }

    [Fact]
    public void The_local_names_are_those_of_the_local_pipeline()
    {
        var endpoint = new Uri("http://localhost:4566");
        foreach (
            var settings in new[]
            {
                new ConnectionOptions { LocalPort = LocalNames.Port }.Resolve(new Dictionary<string, string>()),
                new ConnectionOptions().Resolve(new Dictionary<string, string> { ["AWS_ENDPOINT_URL"] = "http://localhost:4566" }),
            }
        )
        {
            Assert.Equal(endpoint, settings.Endpoint);
            Assert.Equal(QueueService.UrlFor(endpoint, DeploymentNames.Default), settings.QueueUrl);
            Assert.Equal(StatesArn.ForStateMachine(DeploymentNames.Default), settings.StateMachineArn);
        }
        Assert.Equal(LocalNames.Port, new EmulatorOptions { DataFolder = "" }.Port);
    }
}
