using PromptToImage.Client.Connection;
using PromptToImage.CommandLine;

namespace PromptToImage.Client.Commands;

/// <summary>Runs the client for given arguments.</summary>
internal static class ClientCommandLine
{
    /// <param name="cancellationToken">Asks the running command to stop after the requests that it has sent.</param>
    public static Task<ExitCode> RunAsync(IReadOnlyList<string> arguments, ProcessServices services, CancellationToken cancellationToken)
    {
        var common = new CommonOptions(services);
        var root = ClientRootCommand.Create(common);
        return CommandLineProgram.RunAsync(
            root,
            CommandTokens.From(arguments, [.. root.Subcommands.Select(verb => verb.Name)]),
            services.Screen.Out,
            services.Screen.Error,
            (e, parsed) => ServiceError.Describe(e, common.Resolve(parsed)) is { } line ? CommandException.ServiceFailed(line, e) : null,
            cancellationToken
        );
    }
}
