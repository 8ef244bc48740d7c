using Amazon;
using Amazon.BedrockRuntime;
using Amazon.BedrockRuntime.Model;
using Amazon.Runtime;
using Amazon.SimpleNotificationService;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;

namespace PromptToImage.Standins.Tests.Wire;

/// <summary>Runs alone, because environment variables apply to the whole process.</summary>
[CollectionDefinition(nameof(EndpointTests), DisableParallelization = true)]
[Collection(nameof(EndpointTests))]
public sealed class EndpointTests
{
    [Theory]
    [InlineData("us-west-2", false, false, "https://states.us-west-2.amazonaws.com/")]
    [InlineData("cn-north-1", false, false, "https://states.cn-north-1.amazonaws.com.cn/")]
    [InlineData("us-east-1", true, false, "https://states-fips.us-east-1.amazonaws.com/")]
    [InlineData("us-gov-west-1", true, false, "https://states.us-gov-west-1.amazonaws.com/")]
    [InlineData("us-east-1", false, true, "https://states.us-east-1.api.aws/")]
    [InlineData("us-east-1", true, true, "https://states-fips.us-east-1.api.aws/")]
    public void The_endpoint_depends_on_the_region(string region, bool fips, bool dualStack, string expected)
    {
        using var states = new AmazonStepFunctionsClient(
            RecordingService.Credentials,
            new AmazonStepFunctionsConfig
            {
                RegionEndpoint = RegionEndpoint.GetBySystemName(region),
                UseFIPSEndpoint = fips,
                UseDualstackEndpoint = dualStack,
                IgnoreConfiguredEndpointUrls = true,
            }
        );

        Assert.Equal(expected, states.DetermineServiceOperationEndpoint(new StartExecutionRequest()).URL);
    }

    [Fact]
    public void Each_service_has_its_own_host_name()
    {
        var region = RegionEndpoint.USWest2;
        using var states = new AmazonStepFunctionsClient(RecordingService.Credentials, region);
        using var sns = new AmazonSimpleNotificationServiceClient(RecordingService.Credentials, region);
        using var bedrock = new AmazonBedrockRuntimeClient(RecordingService.Credentials, region);

        Assert.Equal("https://states.us-west-2.amazonaws.com/", states.DetermineServiceOperationEndpoint(new StartExecutionRequest()).URL);
        Assert.Equal(
            "https://sns.us-west-2.amazonaws.com/",
            sns.DetermineServiceOperationEndpoint(new Amazon.SimpleNotificationService.Model.PublishRequest()).URL
        );
        Assert.StartsWith(
            "https://bedrock-runtime.us-west-2.amazonaws.com",
            bedrock.DetermineServiceOperationEndpoint(new InvokeModelRequest()).URL,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("AWS_ENDPOINT_URL")]
    [InlineData("AWS_ENDPOINT_URL_SFN")]
    public async Task An_environment_variable_sets_the_endpoint(string variable)
    {
        await using var service = await RecordingService.StartAsync(Response.Json("{}"));
        await WithEnvironmentAsync(
            variable,
            service.Url,
            async () =>
            {
                using var states = new AmazonStepFunctionsClient(
                    RecordingService.Credentials,
                    new AmazonStepFunctionsConfig { RegionEndpoint = RegionEndpoint.EUCentral1 }
                );

                await states.ListStateMachinesAsync(new ListStateMachinesRequest(), TestContext.Current.CancellationToken);
            }
        );

        Assert.Single(service.Requests);
    }

    [Theory]
    [InlineData("AWS_ENDPOINT_URL_SFN", typeof(AmazonStepFunctionsConfig))]
    [InlineData("AWS_ENDPOINT_URL_SNS", typeof(AmazonSimpleNotificationServiceConfig))]
    [InlineData("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", typeof(AmazonBedrockRuntimeConfig))]
    public async Task Each_service_has_its_own_environment_variable(string variable, Type config)
    {
        await WithEnvironmentAsync(
            variable,
            "http://localhost:1234/",
            () =>
            {
                foreach (
                    var type in new[]
                    {
                        typeof(AmazonStepFunctionsConfig),
                        typeof(AmazonSimpleNotificationServiceConfig),
                        typeof(AmazonBedrockRuntimeConfig),
                    }
                )
                {
                    var url = ((ClientConfig)Activator.CreateInstance(type)!).ServiceURL;
                    Assert.Equal(type == config ? "http://localhost:1234/" : null, url);
                }

                return Task.CompletedTask;
            }
        );
    }

    private static async Task WithEnvironmentAsync(string variable, string value, Func<Task> body)
    {
        Environment.SetEnvironmentVariable(variable, value);
        try
        {
            await body();
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, null);
        }
    }
}
