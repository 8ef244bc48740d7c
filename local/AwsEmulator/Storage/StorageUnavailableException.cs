namespace PromptToImage.AwsEmulator.Storage;

/// <summary>
/// The data folder cannot be read or written. The failed work stored nothing, and acknowledged data is not lost. The message says what a
/// person can do.
/// </summary>
public sealed class StorageUnavailableException(StorageError error, string path, string message, Exception? inner = null)
    : Exception(message, inner)
{
    public StorageError Error { get; } = error;

    public string Path { get; } = path;

    internal static StorageUnavailableException From(StorageError error, string path, string detail) =>
        new(
            error,
            path,
            error switch
            {
                StorageError.DiskFull =>
                    $"The disk that holds {path} is full ({detail}). Free some space and try again. Accepted data is not lost.",
                StorageError.ReadOnly =>
                    $"{path} cannot be written ({detail}). Make the folder and its files writable, or use another data folder.",
                StorageError.InUse => $"{path} is in use by another process ({detail}). End that process, or use another data folder.",
                _ => $"{path} cannot be read ({detail}). Restore it from a backup, or use another data folder.",
            }
        );
}
