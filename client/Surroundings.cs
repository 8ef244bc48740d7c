using PromptToImage.Client.Output;

namespace PromptToImage.Client;

/// <summary>All that a command takes from the process around it, so that a command can be run in a test as it is.</summary>
internal sealed record Surroundings
{
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    public required TextReader Input { get; init; }

    public required Screen Screen { get; init; }

    public required TimeProvider Clock { get; init; }

    /// <summary>Fills a span with random bytes that nobody else draws: ids are made of them.</summary>
    public required Action<Span<byte>> FillRandom { get; init; }

    /// <summary>Shows a file with the program that the person's desktop has for it.</summary>
    public required Action<string> OpenFile { get; init; }
}
