namespace PromptToImage.Pipeline.Options;

/// <summary>Who draws the images.</summary>
public enum ModelSource
{
    /// <summary>The stand-in on this machine: no account, no cost.</summary>
    Local,

    /// <summary>Amazon Bedrock, with the credentials of this machine's AWS configuration. Each image is charged.</summary>
    Aws,
}
