using Amazon.CDK;

namespace PromptToImage.Cdk;

/// <summary>The tag by which an account's bill and resource lists show what belongs to a deployment.</summary>
public static class ApplicationTag
{
    public const string Key = "application";

    /// <summary>Tags a stack and its resources.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="application">The name of the deployment.</param>
    public static void AddTo(Stack stack, string application) => Tags.Of(stack).Add(Key, application);
}
