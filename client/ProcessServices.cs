using PromptToImage.Client.Output;

namespace PromptToImage.Client;

/// <summary>The environment, console, clock and randomness of the process. Only <c>Program.cs</c> reads them.</summary>
internal sealed record ProcessServices
{
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    public required TextReader Input { get; init; }

    public required Screen Screen { get; init; }

    public required TimeProvider Clock { get; init; }

    /// <summary>Fills a span with cryptographically random bytes, for ids.</summary>
    public required Action<Span<byte>> FillRandom { get; init; }

    /// <summary>Creates an empty folder for files that are only shown, and returns its path. Only this user can read it.</summary>
    public required Func<string> CreateTemporaryFolder { get; init; }

    /// <summary>Opens a file with the desktop's program for it.</summary>
    public required Action<string> OpenFile { get; init; }
}
