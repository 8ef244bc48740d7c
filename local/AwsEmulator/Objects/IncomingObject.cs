using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using PromptToImage.AwsEmulator.Objects.Checksums;

namespace PromptToImage.AwsEmulator.Objects;

/// <summary>
/// An object or part that is being received: a file that is not visible yet, and the checksums of the bytes written so far.
/// </summary>
public sealed class IncomingObject : IDisposable
{
    // The network delivers small pieces. Few large writes cost less than many small ones.
    private const int BufferSize = 64 * 1024;

    private readonly SafeFileHandle _file;
#pragma warning disable CA5351 // An ETag is an MD5 digest by S3's definition. It secures nothing.
    private readonly IncrementalHash _md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
#pragma warning restore CA5351
    private readonly List<RunningChecksum> _checksums = [];
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
    private int _buffered;
    private long _written;
    private bool _disposed;

    internal IncomingObject(long version, string file)
    {
        Version = version;
        _file = File.OpenHandle(file, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete);
    }

    public long Version { get; }

    /// <summary>The number of bytes received so far.</summary>
    public long Size => _written + _buffered;

    /// <summary>Adds a checksum to compute. Only valid before the first byte.</summary>
    public void Add(ChecksumAlgorithm algorithm)
    {
        if (!_checksums.Exists(known => known.Algorithm == algorithm))
        {
            _checksums.Add(new RunningChecksum(algorithm));
        }
    }

    public void Append(ReadOnlySpan<byte> data)
    {
        while (!data.IsEmpty)
        {
            var piece = data[..Math.Min(data.Length, BufferSize - _buffered)];
            piece.CopyTo(_buffer.AsSpan(_buffered));
            _buffered += piece.Length;
            data = data[piece.Length..];
            if (_buffered == BufferSize)
            {
                WriteBuffer();
            }
        }
    }

    public byte[] Md5()
    {
        WriteBuffer();
        return _md5.GetCurrentHash();
    }

    /// <summary>Returns a checksum that was added with <see cref="Add"/>, in Base64.</summary>
    public string Checksum(ChecksumAlgorithm algorithm)
    {
        WriteBuffer();
        return _checksums.Single(known => known.Algorithm == algorithm).Finish();
    }

    /// <summary>Closes the file. It exists until its version is moved or dropped.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        ArrayPool<byte>.Shared.Return(_buffer);
        _file.Dispose();
        _md5.Dispose();
        foreach (var checksum in _checksums)
        {
            checksum.Dispose();
        }
    }

    /// <summary>Writes the buffered bytes and closes the file.</summary>
    /// <param name="toDisk">Whether to wait until the content is on the disk.</param>
    internal void Finish(bool toDisk)
    {
        WriteBuffer();
        if (toDisk)
        {
            RandomAccess.FlushToDisk(_file);
        }

        _file.Dispose();
    }

    private void WriteBuffer()
    {
        if (_buffered == 0)
        {
            return;
        }

        var data = _buffer.AsSpan(0, _buffered);
        RandomAccess.Write(_file, data, _written);
        _md5.AppendData(data);
        foreach (var checksum in _checksums)
        {
            checksum.Append(data);
        }

        _written += _buffered;
        _buffered = 0;
    }
}
