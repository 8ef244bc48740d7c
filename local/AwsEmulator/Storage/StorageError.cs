namespace PromptToImage.AwsEmulator.Storage;

/// <summary>The reason why the data folder cannot be used.</summary>
public enum StorageError
{
    /// <summary>The disk is full.</summary>
    DiskFull,

    /// <summary>The folder or a file in it is read-only.</summary>
    ReadOnly,

    /// <summary>Another process uses the folder or the database.</summary>
    InUse,

    /// <summary>The process may not open more files.</summary>
    TooManyOpenFiles,

    /// <summary>The file cannot be opened or read. Its content can be damaged.</summary>
    Unreadable,
}
