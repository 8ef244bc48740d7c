using System.Diagnostics.CodeAnalysis;
using PromptToImage.Contracts.Steps;

namespace PromptToImage.Contracts.Messages;

/// <summary>What <see cref="PromptRules"/> say of a message: a request, or every fault.</summary>
/// <param name="Request">Null when there are faults.</param>
/// <param name="Faults">Each a sentence for the sender; empty when all is well.</param>
public sealed record PromptVerdict(GenerationRequest? Request, IReadOnlyList<string> Faults)
{
    [MemberNotNullWhen(true, nameof(Request))]
    public bool IsValid => Request is not null;

    /// <summary>All faults as one text, which is the message of an <c>InvalidPromptException</c>.</summary>
    public string Explain() =>
        Faults.Count == 1
            ? $"The prompt cannot be drawn. {Faults[0]}"
            : $"The prompt cannot be drawn, for {Faults.Count} reasons.\n- {string.Join("\n- ", Faults)}";
}
