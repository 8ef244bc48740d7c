namespace PromptToImage.Deployment.Iam;

/// <summary>An action on a resource that a statement of a policy allows.</summary>
/// <param name="Policy">The policy's name.</param>
/// <param name="Position">The position of the statement; the first has 0.</param>
/// <param name="Action">The action as the statement contains it.</param>
/// <param name="Resource">The resource as the statement contains it.</param>
public sealed record GrantedAction(string Policy, int Position, string Action, string Resource);
