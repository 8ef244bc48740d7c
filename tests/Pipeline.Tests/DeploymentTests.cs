using System.Text;
using PromptToImage.AwsEmulator.Objects;
using PromptToImage.Contracts;
using PromptToImage.Pipeline.Options;
using PromptToImage.Pipeline.Tests.Acceptance;
using PromptToImage.SqsModel;
using PromptToImage.StatesLanguage;

namespace PromptToImage.Pipeline.Tests;

/// <summary>The run on this machine has the resources of the committed template.</summary>
public sealed class DeploymentTests
{
    [Fact]
    public async Task The_resources_have_the_names_and_numbers_of_the_template()
    {
        await using var pipeline = await RunningPipeline.StartAsync();
        var (emulator, resources) = (pipeline.Emulator, pipeline.Resources);
        Assert.Equal((DeploymentNames.Default, DeploymentNames.For("dead-letters")), (resources.Queue, resources.DeadLetterQueue));
        Assert.Equal(DeploymentNames.Default, resources.StateMachine);
        Assert.Equal([resources.Queue, resources.DeadLetterQueue], emulator.Queues.Names);
        var queue = emulator.Queues.SettingsFor(resources.Queue);
        Assert.Equal((TimeSpan.FromDays(7), TimeSpan.FromSeconds(360)), (queue.Retention, queue.VisibilityTimeout));
        Assert.Equal(new RedrivePolicy("arn:aws:sqs:us-east-1:000000000000:prompt-to-image-dead-letters", 1000), queue.Redrive);
        Assert.Equal(TimeSpan.FromDays(14), emulator.Queues.SettingsFor(resources.DeadLetterQueue).Retention);
        Assert.All(
            emulator.Topics.List(),
            topic => Assert.Equal("you@localhost", Assert.Single(emulator.Topics.Subscriptions(topic)).Endpoint)
        );
        Assert.Equal(
            FunctionCatalog.All.Select(function => (DeploymentNames.For(function.Name), function.Timeout)).Order(),
            emulator.Functions.Functions.Select(function => (function.Name, function.Timeout)).Order()
        );
    }

    [Fact]
    public async Task Every_placeholder_of_the_definition_is_replaced()
    {
        await using var pipeline = await RunningPipeline.StartAsync();
        var machine = pipeline.Emulator.Executions.StateMachines.Get(pipeline.Resources.StateMachineArn);
        Assert.Empty(DefinitionSubstitution.Placeholders(machine.Definition));
    }

    [Fact]
    public async Task Every_function_has_its_required_settings()
    {
        await using var pipeline = await RunningPipeline.StartAsync();
        Assert.All(
            FunctionCatalog.All,
            function => Assert.Empty(function.Required.Except(pipeline.EnvironmentOf(function).Keys))
        );
    }

    [Fact]
    public async Task The_command_line_overrides_the_template()
    {
        await using var pipeline = await RunningPipeline.StartAsync(new RunOptions { MaxConcurrentExecutions = 3 });
        Assert.Equal("3", pipeline.EnvironmentOf(FunctionCatalog.Start)[SettingNames.MaxConcurrentExecutions]);
    }

    [Fact]
    public async Task A_prompt_posted_to_the_api_reaches_the_bucket()
    {
        await using var pipeline = await RunningPipeline.StartAsync();
        using var http = new HttpClient { BaseAddress = pipeline.Emulator.Endpoint };
        using var content = new StringContent("""{"prompt":"A croissant","id":"order-1"}""", Encoding.UTF8, "application/json");
        using var response = await http.PostAsync("/generate", content, TestContext.Current.CancellationToken);
        Assert.Equal("""{"id":"order-1"}""", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        await Condition.BecomesTrueAsync(() => pipeline.Count(ExecutionStatus.Succeeded) == 1);
        Assert.Equal(2, pipeline.Emulator.Objects.List(pipeline.Resources.Bucket, new ListingQuery("images/")).Objects.Count);
    }
}
