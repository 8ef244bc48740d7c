namespace PromptToImage.Simulation.MockedCases;

/// <summary>What became of one case.</summary>
public sealed record CaseResult
{
    public required string Name { get; init; }

    /// <summary>The states in the order in which they were entered.</summary>
    public required IReadOnlyList<CaseStep> Path { get; init; }

    /// <summary>AWS's name of the execution's status; null where the case could not be run to its end.</summary>
    public string? Status { get; init; }

    /// <summary>The execution's error, where it failed.</summary>
    public string? Error { get; init; }

    public string? Cause { get; init; }

    /// <summary>JSON text, where it succeeded.</summary>
    public string? Output { get; init; }

    /// <summary>In virtual time.</summary>
    public required double Seconds { get; init; }

    /// <summary>Why the case says nothing about the machine; null for a case that ran to its end, however the execution ended.</summary>
    public string? Fault { get; init; }
}
