namespace PromptToImage.Simulation.MockedCases;

/// <summary>One state on a case's way.</summary>
/// <param name="State">Its name.</param>
/// <param name="Attempts">For a task what each try came to: an error's name, or <see cref="Returned"/>.</param>
/// <param name="Catcher">Which of its catchers took over, from 0; null where none did.</param>
public sealed record CaseStep(string State, IReadOnlyList<string> Attempts, int? Catcher)
{
    public const string Returned = "returned";

    public override string ToString() => Attempts.Count == 0 ? State : $"{State} ({string.Join(", ", Runs())})";

    /// <summary>Equal tries in a row are one entry with their number: 400 throttles are no 400 words.</summary>
    private IEnumerable<string> Runs()
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
