using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using PromptToImage.AwsEmulator.Objects.Checksums;

namespace PromptToImage.AwsEmulator.Objects;

/// <summary>An object on its way in: a file that nobody sees yet, and the checksums of what was written to it so far.</summary>
public sealed class IncomingObject : IDisposable
{
    // Bodies come in pages of the network's; one write of many costs less than many of one.
    private const int BufferSize = 64 * 1024;

    private readonly SafeFileHandle _file;
#pragma warning disable CA5351 // An ETag is an MD5 by S3's definition; nothing is secured by it.
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

    public long Size => _written + _buffered;

    /// <summary>Has this checksum made too. Before the first byte.</summary>
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
                Drain();
            }
        }
    }

    public byte[] Md5()
    {
        Drain();
        return _md5.GetCurrentHash();
    }

    /// <summary>The checksum that was asked for with <see cref="Add"/>, in Base64.</summary>
    public string Checksum(ChecksumAlgorithm algorithm)
    {
        Drain();
        return _checksums.Single(known => known.Algorithm == algorithm).Finish();
    }

    /// <summary>Drops what is not finished; the file stays until its number is dropped.</summary>
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

    /// <summary>Closes the file; with <paramref name="toDisk"/> once it is on the disk itself.</summary>
    internal void Finish(bool toDisk)
    {
        Drain();
        if (toDisk)
        {
            RandomAccess.FlushToDisk(_file);
        }

        _file.Dispose();
    }

    private void Drain()
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
