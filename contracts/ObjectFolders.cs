namespace PromptToImage.Contracts;

/// <summary>The folders of the bucket, below the key prefix.</summary>
public static class ObjectFolders
{
    /// <summary>Images that are generated and not stored yet.</summary>
    public const string Staging = "staging";

    /// <summary>Stored images and their manifests.</summary>
    public const string Images = "images";

    /// <summary>The age at which a staged image that was never stored is deleted. S3 counts whole days.</summary>
    public static readonly TimeSpan StagedImageAge = TimeSpan.FromDays(1);
}
