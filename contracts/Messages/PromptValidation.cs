using System.Diagnostics.CodeAnalysis;
using PromptToImage.Contracts.Steps;

namespace PromptToImage.Contracts.Messages;

/// <summary>The result of <see cref="PromptRules"/>: a request, or all errors.</summary>
/// <param name="Request">Null if there are errors.</param>
/// <param name="Errors">Each is a sentence for the sender; empty if the message is valid.</param>
public sealed record PromptValidation(GenerationRequest? Request, IReadOnlyList<string> Errors)
{
    [MemberNotNullWhen(true, nameof(Request))]
    public bool IsValid => Request is not null;

    /// <summary>All errors as one text: the message of an <c>InvalidPromptException</c>.</summary>
    public string Explain() =>
        Errors.Count == 1
            ? $"The prompt cannot be drawn. {Errors[0]}"
            : $"The prompt cannot be drawn, for {Errors.Count} reasons.\n- {string.Join("\n- ", Errors)}";
}
