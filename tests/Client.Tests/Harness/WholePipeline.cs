using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using PromptToImage.AwsEmulator.Queues;
using PromptToImage.Pipeline;
using PromptToImage.Pipeline.Models;
using PromptToImage.Pipeline.Options;

namespace PromptToImage.Client.Tests.Harness;

/// <summary>The whole pipeline as the runner starts it: the deployed definition, the real functions, the emulated services.</summary>
public sealed class WholePipeline : IAsyncLifetime
{
    private LocalPipeline _pipeline = null!;

    public TemporaryFolder Folder { get; } = new();

    public ClientProgram Client => field ??= new ClientProgram(Folder);

    public string Port => _pipeline.Endpoint.Port.ToString(CultureInfo.InvariantCulture);

    public QueueService Queues => _pipeline.Emulator.Queues;

    /// <summary>The behaviour of the local model. A test that changes it restores it.</summary>
    public ModelOptions Model
    {
        get => _pipeline.Model.Options;
        set => _pipeline.Model.Options = value;
    }

    /// <summary>Receives every request before it is answered and can delay it. A test that sets it resets it.</summary>
    public Func<HttpContext, Task> BeforeResponse { get; set; } = _ => Task.CompletedTask;

    public async ValueTask InitializeAsync()
    {
        _pipeline = await LocalPipeline.StartAsync(
            new RunOptions { DataFolder = Folder["data"], Port = 0 },
            TimeProvider.System,
            configureApplication: app =>
                app.Use(
                    async (context, next) =>
                    {
                        await BeforeResponse(context);
                        await next(context);
                    }
                )
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _pipeline.DisposeAsync();
        Folder.Dispose();
    }

    /// <summary>Stops the model from drawing until the gate is opened or disposed.</summary>
    public Gate HoldModel()
    {
        var gate = Gate.BeforeModel();
        BeforeResponse = gate.PassAsync;
        return gate;
    }

    /// <summary>Runs the program with <c>--local PORT</c>.</summary>
    public Task<ClientRun> RunAsync(params IEnumerable<string> arguments)
    {
        return Client.RunAsync([.. arguments, "--local", Port]);
    }

    /// <summary>Sends a prompt and waits until its execution has ended.</summary>
    public async Task<ClientRun> SendAsync(string id, string prompt, params IEnumerable<string> options)
    {
        (await RunAsync([prompt, "--id", id, .. options])).EndedWith(0);
        return await RunAsync("watch", id);
    }

    /// <summary>Polls a prompt's status until it has the expected value.</summary>
    public async Task<System.Text.Json.JsonElement> StatusAsync(string id, Func<System.Text.Json.JsonElement, bool> isWanted)
    {
        while (true)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            var status = (await RunAsync("status", id, "--json")).Json[0];
            if (isWanted(status))
            {
                return status;
            }
        }
    }
}
