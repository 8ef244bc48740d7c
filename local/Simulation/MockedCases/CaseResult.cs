namespace PromptToImage.Simulation.MockedCases;

/// <summary>The result of one case.</summary>
public sealed record CaseResult
{
    public required string Name { get; init; }

    /// <summary>The states in the order in which they were entered.</summary>
    public required IReadOnlyList<CaseStep> Path { get; init; }

    /// <summary>AWS's name of the execution's status; null when the case did not run to its end.</summary>
    public string? Status { get; init; }

    /// <summary>The execution's error; null when it did not fail.</summary>
    public string? Error { get; init; }

    public string? Cause { get; init; }

    /// <summary>JSON text; null when the execution did not succeed.</summary>
    public string? Output { get; init; }

    /// <summary>The duration of the execution in virtual time.</summary>
    public required double Seconds { get; init; }

    /// <summary>Why the case could not run to its end; null when it did, whatever the status of the execution.</summary>
    public string? InvalidReason { get; init; }
}

/// <summary>One state that a case entered.</summary>
/// <param name="State">The name of the state.</param>
/// <param name="Attempts">The outcome of each attempt of a task: an error's name, or <see cref="Returned"/>.</param>
/// <param name="Catcher">The index of the catcher that caught the error, from 0; null: none did.</param>
public sealed record CaseStep(string State, IReadOnlyList<string> Attempts, int? Catcher)
{
    public const string Returned = "returned";

    public override string ToString() => Attempts.Count == 0 ? State : $"{State} ({string.Join(", ", Groups())})";

    /// <summary>Equal attempts in a row are one entry with their number, because there can be 400 of them.</summary>
    private IEnumerable<string> Groups()
    {
        for (var first = 0; first < Attempts.Count;)
        {
            var next = first;
            while (next < Attempts.Count && Attempts[next] == Attempts[first])
            {
                next++;
            }

            yield return next - first == 1 ? Attempts[first] : FormattableString.Invariant($"{Attempts[first]} × {next - first}");
            first = next;
        }
    }
}
