using PromptToImage.Contracts;
using PromptToImage.Contracts.Steps;

namespace PromptToImage.Functions.Notify;

/// <summary>Which state failed a prompt: the one whose result it does not have.</summary>
internal static class FailedState
{
    public static string For(PromptState prompt) =>
        prompt switch
        {
            { Request: null } => StateNames.Validate,
            { Image: null } => StateNames.Generate,
            _ => StateNames.Store,
        };
}
