namespace PromptToImage.Pipeline.Options;

/// <summary>Where images come from.</summary>
public enum ModelSource
{
    /// <summary>The local model: no AWS account, no cost.</summary>
    Local,

    /// <summary>Amazon Bedrock, with the credentials of this machine's AWS configuration. Each image is charged.</summary>
    Aws,
}
