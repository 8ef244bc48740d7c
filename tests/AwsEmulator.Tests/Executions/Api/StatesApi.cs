using Amazon.Runtime;
using Amazon.StepFunctions;
using PromptToImage.AwsEmulator.Authorization;
using PromptToImage.AwsEmulator.Executions.Api;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Tests.Executions.Api;

/// <summary>Step Functions' API on a free port.</summary>
internal sealed class StatesApi : IAsyncDisposable
{
    private readonly EmulatorServer _server;

    private StatesApi(StatesMachine machine, EmulatorServer server)
    {
        Machine = machine;
        _server = server;
    }

    public StatesMachine Machine { get; }

    public Uri Endpoint => new($"http://localhost:{_server.Port}");

    public static async Task<StatesApi> StartAsync(string folder)
    {
        var machine = StatesMachine.Open(folder);
        var server = await EmulatorServer.StartAsync(
            new EmulatorOptions { DataFolder = folder, Port = 0 },
            Task.FromResult<IReadOnlyList<IAwsProtocol>>([new StepFunctionsProtocol(machine.Service, new AccessControl(new AllowAll()))]),
            machine.Ids,
            TestContext.Current.CancellationToken
        );
        return new StatesApi(machine, server);
    }

    public AmazonStepFunctionsClient CreateClient() =>
        new(
            new BasicAWSCredentials("any", "any"),
            new AmazonStepFunctionsConfig { ServiceURL = Endpoint.ToString(), MaxErrorRetry = 0 }
        );

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await Machine.DisposeAsync();
    }
}
