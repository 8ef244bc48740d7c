using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using PromptToImage.Client.Commands;
using PromptToImage.Client.Output;
using PromptToImage.CommandLine;

namespace PromptToImage.Client;

/// <summary>The composition root: the only place that reads the environment, the console and the clock.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        Console.InputEncoding = Console.OutputEncoding;
        using var interruption = new Interruption();
        var services = new ProcessServices
        {
            Environment = ReadEnvironment(),
            Input = Console.In,
            Screen = Screen.ForProcess(),
            Clock = TimeProvider.System,
            FillRandom = RandomNumberGenerator.Fill,
            CreateTemporaryFolder = () => Directory.CreateTempSubdirectory("prompt-to-image-").FullName,
            OpenFile = DesktopViewer.Open,
        };
        return (int)await ClientCommandLine.RunAsync(args, services, interruption.Token);
    }

    [SuppressMessage("ApiDesign", "RS0030:Do not use banned APIs", Justification = "The composition root passes the environment on.")]
    private static Dictionary<string, string> ReadEnvironment() =>
        Environment
            .GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);
}
