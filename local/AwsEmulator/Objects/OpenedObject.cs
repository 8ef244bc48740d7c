using Microsoft.Win32.SafeHandles;

namespace PromptToImage.AwsEmulator.Objects;

/// <summary>An object and its content, which stays this content whatever happens to the key meanwhile.</summary>
public sealed class OpenedObject(StoredObject entry, SafeFileHandle content) : IDisposable
{
    public StoredObject Entry => entry;

    /// <summary>Reads from an offset; 0 at the end.</summary>
    public int Read(Span<byte> buffer, long offset) => RandomAccess.Read(content, buffer, offset);

    /// <summary>All of it. For objects known to be small.</summary>
    /// <exception cref="EndOfStreamException">The file is shorter than its entry says: it was changed by hand.</exception>
    public byte[] ReadAll()
    {
        var bytes = new byte[entry.Size];
        for (var at = 0; at < bytes.Length;)
        {
            var read = Read(bytes.AsSpan(at), at);
            if (read == 0)
            {
                throw new EndOfStreamException($"The file of {entry.Bucket}/{entry.Key} is shorter than it was.");
            }

            at += read;
        }

        return bytes;
    }

    /// <summary>Gives the content a further name; see <see cref="FileLink"/>.</summary>
    internal bool TryLink(string name) => FileLink.TryCreate(content, name);

    public void Dispose() => content.Dispose();
}
