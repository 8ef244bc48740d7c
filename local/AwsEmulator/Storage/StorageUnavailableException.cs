namespace PromptToImage.AwsEmulator.Storage;

/// <summary>
/// The data folder cannot be read or written. The failed work stored nothing, and acknowledged data is not lost. The message says what a
/// person can do.
/// </summary>
public sealed class StorageUnavailableException(StorageError error, string path, string message, Exception? inner = null)
    : Exception(message, inner)
{
    private const string AnyPath = "the data folder";

    public StorageError Error { get; } = error;

    public string Path { get; } = path;

    /// <summary>The message for a client, which does not contain the path.</summary>
    public string PublicMessage => Text(Error, AnyPath, detail: null);

    /// <summary>The exception for a failure of a file operation.</summary>
    internal static StorageUnavailableException From(Exception failure, string path) =>
        From(Storage.DataFolder.ErrorFor(failure), path, failure.Message);

    internal static StorageUnavailableException From(StorageError error, string path, string detail) =>
        new(error, path, Text(error, path, detail));

    private static string Text(StorageError error, string path, string? detail)
    {
        var reason = detail is null ? "" : $" ({detail})";
        var subject = detail is null ? "The data folder" : path;
        return error switch
        {
            StorageError.DiskFull =>
                $"The disk that holds {path} is full{reason}. Free some space and try again. Accepted data is not lost.",
            StorageError.ReadOnly =>
                $"{subject} cannot be written{reason}. Make the folder and its files writable, or use another data folder.",
            StorageError.InUse => $"{subject} is in use by another process{reason}. End that process, or use another data folder.",
            StorageError.TooManyOpenFiles =>
                $"{subject} cannot be opened, because this process may not open more files{reason}. "
                    + "Raise the limit, for example with ulimit -n.",
            _ => $"{subject} cannot be read{reason}. Restore it from a backup, or use another data folder.",
        };
    }
}
