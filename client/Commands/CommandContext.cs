using PromptToImage.Client.Connection;
using PromptToImage.Client.Executions;
using PromptToImage.Client.Output;
using PromptToImage.CommandLine;

namespace PromptToImage.Client.Commands;

/// <summary>The services and settings that a command uses.</summary>
/// <param name="json">Whether results are JSON, for scripts.</param>
internal sealed class CommandContext(ProcessServices services, ConnectionSettings settings, bool json) : IDisposable
{
    public ConnectionSettings Settings { get; } = settings;

    public bool Json { get; } = json;

    public ServiceClients Clients { get; } = new(settings);

    public Screen Screen => services.Screen;

    public TextReader Input => services.Input;

    public TimeProvider Clock => services.Clock;

    /// <inheritdoc cref="ProcessServices.FillRandom"/>
    public Action<Span<byte>> FillRandom => services.FillRandom;

    /// <inheritdoc cref="ProcessServices.CreateTemporaryFolder"/>
    public Func<string> CreateTemporaryFolder => services.CreateTemporaryFolder;

    /// <inheritdoc cref="ProcessServices.OpenFile"/>
    public Action<string> OpenFile => services.OpenFile;

    /// <exception cref="CommandException">The state machine is not known.</exception>
    public PromptExecutions Executions
    {
        get
        {
            // Before the SDK's client, whose error would be about regions and credentials.
            var stateMachineArn = Settings.RequiredStateMachineArn;
            return new PromptExecutions(Clients.Executions, stateMachineArn);
        }
    }

    /// <summary>A command to run next, with the options of this one that select the pipeline.</summary>
    public string Command(string words) => $"prompt-to-image {words}{Settings.OptionsToRepeat}";

    /// <inheritdoc cref="Command(string)"/>
    /// <param name="verb">The verb, which is followed by the id.</param>
    /// <param name="id">The id. One that begins with a hyphen stands after <c>--</c>, where it is no option.</param>
    /// <param name="options">Further options, each with a space before it.</param>
    public string Command(string verb, string id, string options = "") =>
        id.StartsWith('-') ? $"{Command(verb + options)} -- {id}" : Command($"{verb} {id}{options}");

    public void Dispose() => Clients.Dispose();
}
