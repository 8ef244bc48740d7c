using System.Diagnostics.CodeAnalysis;
using PromptToImage.Contracts.Steps;

namespace PromptToImage.Contracts.Messages;

/// <summary>What <see cref="PromptRules"/> say of a message: a request, or every error.</summary>
/// <param name="Request">Null when there are errors.</param>
/// <param name="Errors">Each a sentence for the sender; empty when all is well.</param>
public sealed record PromptValidation(GenerationRequest? Request, IReadOnlyList<string> Errors)
{
    [MemberNotNullWhen(true, nameof(Request))]
    public bool IsValid => Request is not null;

    /// <summary>All errors as one text, which is the message of an <c>InvalidPromptException</c>.</summary>
    public string Explain() =>
        Errors.Count == 1
            ? $"The prompt cannot be drawn. {Errors[0]}"
            : $"The prompt cannot be drawn, for {Errors.Count} reasons.\n- {string.Join("\n- ", Errors)}";
}
