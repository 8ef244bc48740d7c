using PromptToImage.Contracts;
using PromptToImage.Contracts.Steps;

namespace PromptToImage.Functions.Notify;

/// <summary>Finds the state that failed: the first one without a result.</summary>
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
