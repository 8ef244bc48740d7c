namespace PromptToImage.AwsEmulator.Storage;

/// <summary>Why the data folder cannot be used.</summary>
public enum StorageFault
{
    /// <summary>No space is left on the disk.</summary>
    DiskFull,

    /// <summary>The folder or a file in it may not be written.</summary>
    ReadOnly,

    /// <summary>Another process holds the database or the folder.</summary>
    InUse,

    /// <summary>The file cannot be opened or read; its content may be damaged.</summary>
    Unreadable,
}
