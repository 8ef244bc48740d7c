namespace PromptToImage.Contracts;

/// <summary>The names of a deployment's resources, where code outside the deployment has to know them.</summary>
public static class DeploymentNames
{
    /// <summary>The name of a deployment without a prefix, which is also the name of its stack, queue and state machine.</summary>
    public const string Default = "prompt-to-image";

    /// <summary>A resource's name: the prefix, the pipeline's name and the part, for example <c>team18-prompt-to-image-alerts</c>.</summary>
    /// <param name="part">Empty for the main resources.</param>
    /// <param name="prefix">Empty for none.</param>
    public static string For(string part = "", string prefix = "") =>
        (prefix.Length == 0 ? "" : prefix + "-") + Default + (part.Length == 0 ? "" : "-" + part);
}
