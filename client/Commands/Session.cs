using PromptToImage.Client.Connection;
using PromptToImage.Client.Executions;
using PromptToImage.Client.Output;

namespace PromptToImage.Client.Commands;

/// <summary>What a command works with while it runs.</summary>
internal sealed class Session(Surroundings surroundings, ConnectionSettings settings, bool json) : IDisposable
{
    public Surroundings Surroundings { get; } = surroundings;

    public ConnectionSettings Settings { get; } = settings;

    /// <summary>Results are JSON, for scripts.</summary>
    public bool Json { get; } = json;

    public AwsClients Clients { get; } = new(settings);

    public Screen Screen => Surroundings.Screen;

    /// <summary>A command to be typed next, which talks to the same pipeline as this one.</summary>
    public string Command(string words)
    {
        return $"prompt-to-image {words}{Settings.OptionsToRepeat}";
    }

    /// <exception cref="ClientException">The state machine is not known.</exception>
    public PromptExecutions Executions
    {
        get
        {
            // Asked for first: a person who has set nothing yet is told of this, not of regions and credentials.
            var stateMachineArn = Settings.RequiredStateMachineArn;
            return new PromptExecutions(Clients.Executions, stateMachineArn);
        }
    }

    public void Dispose()
    {
        Clients.Dispose();
    }
}
