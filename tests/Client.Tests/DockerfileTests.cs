using System.Text.RegularExpressions;
using PromptToImage.Client.Tests.Harness;

namespace PromptToImage.Client.Tests;

/// <summary>What the image promises, held to the file that makes it; CI lints the file and runs its build steps.</summary>
public sealed partial class DockerfileTests
{
    private static readonly string[] Lines = [.. File.ReadLines(Path.Combine(Repository.Root, "client", "Dockerfile"))];

    [Fact]
    public void Every_base_is_pinned_by_version_and_digest()
    {
        var bases = Lines.Where(line => line.StartsWith("FROM ", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, bases.Count);
        Assert.All(bases, line => Assert.Matches(PinnedBase(), line));
    }

    [Fact]
    public void The_program_is_the_entry_point_and_not_root()
    {
        var last = Array.FindLastIndex(Lines, line => line.StartsWith("FROM ", StringComparison.Ordinal));
        Assert.Contains("USER $APP_UID", Lines[last..]);
        Assert.Equal("ENTRYPOINT [\"/app/prompt-to-image\"]", Lines[^1]);
    }

    [Fact]
    public void The_builder_gets_nothing_that_is_not_listed()
    {
        var ignored = File.ReadAllLines(Path.Combine(Repository.Root, "client", "Dockerfile.dockerignore"));
        Assert.Equal("*", ignored.First(line => !line.StartsWith('#')));
    }

    [GeneratedRegex(
        @"^FROM (--platform=\S+ )?mcr\.microsoft\.com/dotnet/[a-z-]+:\d+\.\d+\.\d+[a-z0-9-]*@sha256:[0-9a-f]{64}( AS [a-z]+)?$"
    )]
    private static partial Regex PinnedBase();
}
