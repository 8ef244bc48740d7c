using Microsoft.Win32.SafeHandles;

namespace PromptToImage.AwsEmulator.Objects;

/// <summary>An object that is open for reading. Its content does not change when the key is overwritten or deleted.</summary>
public sealed class OpenedObject(StoredObject entry, SafeFileHandle content) : IDisposable
{
    public StoredObject Entry => entry;

    /// <summary>Reads bytes at an offset; returns their number, 0 at the end.</summary>
    public int Read(Span<byte> buffer, long offset) => RandomAccess.Read(content, buffer, offset);

    /// <summary>Reads the whole content into memory. Only for small objects.</summary>
    /// <exception cref="EndOfStreamException">
    /// The file is shorter than its entry says, because it was changed outside this program.
    /// </exception>
    public byte[] ReadAll()
    {
        var bytes = new byte[entry.Size];
        for (var at = 0; at < bytes.Length;)
        {
            var read = Read(bytes.AsSpan(at), at);
            if (read == 0)
            {
                throw new EndOfStreamException($"The file of {entry.Bucket}/{entry.Key} is too short.");
            }

            at += read;
        }

        return bytes;
    }

    /// <summary>Creates a further name of the file; see <see cref="FileLink"/>.</summary>
    internal bool TryLink(string name) => FileLink.TryCreate(content, name);

    public void Dispose() => content.Dispose();
}
