using System.Text.RegularExpressions;

namespace PromptToImage.Client.Tests;

/// <summary>Checks the Dockerfile. CI also lints it and runs its build steps.</summary>
public sealed partial class DockerfileTests
{
    private static readonly string[] Lines = [.. File.ReadLines(RepositoryRoot.PathOf("client", "Dockerfile"))];

    [Fact]
    public void Every_base_image_is_pinned_by_version_and_digest()
    {
        var bases = Lines.Where(line => line.StartsWith("FROM ", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, bases.Count);
        Assert.All(bases, line => Assert.Matches(PinnedBase(), line));
    }

    [Fact]
    public void The_program_is_the_entry_point_and_does_not_run_as_root()
    {
        var last = Array.FindLastIndex(Lines, line => line.StartsWith("FROM ", StringComparison.Ordinal));
        Assert.Contains("USER $APP_UID", Lines[last..]);
        Assert.Equal("ENTRYPOINT [\"/app/prompt-to-image\"]", Lines[^1]);
    }

    [Fact]
    public void The_build_context_has_only_listed_files()
    {
        var ignored = File.ReadAllLines(RepositoryRoot.PathOf("client", "Dockerfile.dockerignore"));
        Assert.Equal("*", ignored.First(line => !line.StartsWith('#')));
    }

    [GeneratedRegex(
        @"^FROM (--platform=\S+ )?mcr\.microsoft\.com/dotnet/[a-z-]+:\d+\.\d+\.\d+[a-z0-9-]*@sha256:[0-9a-f]{64}( AS [a-z]+)?$"
    )]
    private static partial Regex PinnedBase();
}
