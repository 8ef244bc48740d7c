using System.Diagnostics;

namespace PromptToImage.Cdk;

/// <summary>The folder that the functions are published to, and what they were built from.</summary>
public sealed record FunctionsPackage(string Folder, PackageSource Source)
{
    private static readonly string[] ProjectPath = ["functions", "PromptToImage.Functions.csproj"];

    /// <summary>
    /// Publishes the functions: Release, ReadyToRun (compiled ahead for the processor they run on, which takes a third or more
    /// off a cold start that calls a service), without the runtime, which Lambda has. With no choice of packages, AWS's own; where
    /// the feed lacks them, the stand-ins, loudly and as <see cref="PackageSource.StandInForWantOfOfficial"/>.
    /// </summary>
    /// <exception cref="FunctionsNotPublishedException">The build failed; its output has been shown.</exception>
    public static FunctionsPackage Publish(
        RepositoryFolder repository,
        FunctionArchitecture architecture,
        PackageSource? source,
        TextWriter log
    )
    {
        if (source is { } chosen)
        {
            return new FunctionsPackage(
                Run(repository, architecture, chosen, log) ?? throw new FunctionsNotPublishedException(chosen),
                chosen
            );
        }

        if (Run(repository, architecture, PackageSource.Official, log) is { } official)
        {
            return new FunctionsPackage(official, PackageSource.Official);
        }

        log.WriteLine();
        log.WriteLine("WARNING: the functions could not be built from AWS's own packages (see above).");
        log.WriteLine("They are built from standins/ instead. The template can be looked at, but refuses to be deployed.");
        log.WriteLine("Choose with -c awsPackages=official (what every deployment does) or -c awsPackages=standin.");
        log.WriteLine();
        var standIn =
            Run(repository, architecture, PackageSource.StandIn, log) ?? throw new FunctionsNotPublishedException(PackageSource.StandIn);
        return new FunctionsPackage(standIn, PackageSource.StandInForWantOfOfficial);
    }

    private static string? Run(RepositoryFolder repository, FunctionArchitecture architecture, PackageSource source, TextWriter log)
    {
        var runtime = architecture == FunctionArchitecture.Arm64 ? "linux-arm64" : "linux-x64";
        var packages = source == PackageSource.Official ? "official" : "standin";
        // A build tree of its own: the same projects are built elsewhere with other packages and without a runtime.
        var tree = repository.Path("artifacts", $"functions-{runtime}-{packages}");
        var output = Path.Combine(tree, "package");
        if (Directory.Exists(output))
        {
            Directory.Delete(output, recursive: true);
        }

        string[] arguments =
        [
            "publish",
            repository.Path(ProjectPath),
            "--configuration",
            "Release",
            "--runtime",
            runtime,
            "--no-self-contained",
            "--artifacts-path",
            tree,
            "--output",
            output,
            "--nologo",
            "--verbosity",
            "quiet",
            "-p:PublishReadyToRun=true",
            $"-p:AwsPackages={packages}",
            // Lambda wants to know the runtime, and no debugger ever looks at the package.
            "-p:GenerateRuntimeConfigurationFiles=true",
            "-p:DebugType=None",
            "-p:PublishDocumentationFiles=false",
            "-p:PublishReferencesDocumentationFiles=false",
            "-p:ContinuousIntegrationBuild=true",
        ];
        log.WriteLine($"Publishing the functions for {runtime} from {packages} packages");
        ProcessStartInfo start = new("dotnet", arguments)
        {
            WorkingDirectory = repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        process.OutputDataReceived += (_, line) => Show(line.Data);
        process.ErrorDataReceived += (_, line) => Show(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : null;

        void Show(string? line)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                log.WriteLine(line);
            }
        }
    }
}
