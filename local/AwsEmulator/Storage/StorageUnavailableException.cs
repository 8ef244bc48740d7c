namespace PromptToImage.AwsEmulator.Storage;

/// <summary>
/// The data folder cannot take or give data. Nothing of the work that met this was kept, and nothing
/// that was acknowledged before is lost. The message says what a person can do.
/// </summary>
public sealed class StorageUnavailableException(StorageFault fault, string path, string message, Exception? inner = null)
    : Exception(message, inner)
{
    public StorageFault Fault { get; } = fault;

    public string Path { get; } = path;

    internal static StorageUnavailableException From(StorageFault fault, string path, string detail) =>
        new(
            fault,
            path,
            fault switch
            {
                StorageFault.DiskFull =>
                    $"The disk that holds {path} is full ({detail}). Free some space, then try again: what was accepted before is kept.",
                StorageFault.ReadOnly =>
                    $"{path} may not be written ({detail}). Make the folder and its files writable, or name another data folder.",
                StorageFault.InUse => $"{path} is in use by another process ({detail}). End that process, or name another data folder.",
                _ => $"{path} cannot be read ({detail}). Restore it from a copy, or name another data folder.",
            }
        );
}
