using System.Diagnostics;

namespace PromptToImage.Cdk;

/// <summary>The published functions: their folder and the source of the AWS packages.</summary>
public sealed record FunctionsPackage(string Folder, PackageSource Source)
{
    private static readonly string[] ProjectPath = ["functions", "PromptToImage.Functions.csproj"];

    /// <summary>
    /// Publishes the functions: Release, ReadyToRun (which shortens a cold start that calls a service by a third or more), without
    /// the runtime, which Lambda provides. If no package source is selected and the feed lacks AWS's packages, the stand-ins are used
    /// with a warning, as <see cref="PackageSource.StandInAsFallback"/>.
    /// </summary>
    /// <exception cref="FunctionsNotPublishedException">The build failed. Its output is in the log.</exception>
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
        log.WriteLine("They are built from standins/ instead. CloudFormation rejects the deployment of this template.");
        log.WriteLine("Choose with -c awsPackages=official (what every deployment does) or -c awsPackages=standin.");
        log.WriteLine();
        var standIn =
            Run(repository, architecture, PackageSource.StandIn, log) ?? throw new FunctionsNotPublishedException(PackageSource.StandIn);
        return new FunctionsPackage(standIn, PackageSource.StandInAsFallback);
    }

    private static string? Run(RepositoryFolder repository, FunctionArchitecture architecture, PackageSource source, TextWriter log)
    {
        var runtime = architecture == FunctionArchitecture.Arm64 ? "linux-arm64" : "linux-x64";
        var packages = source == PackageSource.Official ? "official" : "standin";
        // A separate output folder, because other builds of the same projects use other packages and no runtime identifier.
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
            // Lambda needs the runtime configuration. Symbols are not needed in the package.
            "-p:GenerateRuntimeConfigurationFiles=true",
            "-p:DebugType=None",
            "-p:PublishDocumentationFiles=false",
            "-p:PublishReferencesDocumentationFiles=false",
            "-p:ContinuousIntegrationBuild=true",
        ];
        log.WriteLine($"Publishing the functions for {runtime} from {packages} packages");
        var start = new ProcessStartInfo("dotnet", arguments)
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
