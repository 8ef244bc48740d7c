using System.Buffers;
using System.Buffers.Text;
using System.Text;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Objects.Wire;

/// <summary>
/// Decodes an <c>aws-chunked</c> body piece by piece, https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html. The body
/// consists of chunks, <c>size[;chunk-signature=…] CRLF data CRLF</c>, of which the last has size 0, and of trailing headers. Signatures
/// are
/// ignored, because any credentials are accepted.
/// </summary>
internal sealed class AwsChunkedDecoder
{
    // A size with a signature has about 100 characters. A trailer with a checksum has fewer.
    private const int MaxLineLength = 1024;
    private const int MaxTrailers = 32;

    private readonly ArrayBufferWriter<byte> _line = new(128);
    private readonly Dictionary<string, string> _trailers = new(StringComparer.OrdinalIgnoreCase);
    private State _state = State.Size;
    private long _left;

    private enum State
    {
        Size,
        Data,
        DataEnd,
        Trailer,
        Done,
    }

    /// <summary>The trailing headers that were read so far.</summary>
    public IReadOnlyDictionary<string, string> Trailers => _trailers;

    /// <summary>Decodes one piece of the body and appends its content to <paramref name="content"/>.</summary>
    /// <exception cref="AwsException">InvalidChunkSizeError, MalformedTrailerError, IncompleteBody.</exception>
    public void Decode(ReadOnlySpan<byte> input, IncomingObject content)
    {
        while (!input.IsEmpty)
        {
            if (_state == State.Data)
            {
                var piece = input[..(int)Math.Min(_left, input.Length)];
                content.Append(piece);
                input = input[piece.Length..];
                _left -= piece.Length;
                if (_left == 0)
                {
                    _state = State.DataEnd;
                }
            }
            else if (_state == State.Done)
            {
                throw ObjectErrors.MalformedTrailer();
            }
            else if (TakeLine(ref input))
            {
                EndLine(Encoding.Latin1.GetString(_line.WrittenSpan));
                _line.ResetWrittenCount();
            }
        }
    }

    /// <summary>Ends the body. The last empty line is optional if there are no trailers.</summary>
    /// <exception cref="AwsException">IncompleteBody.</exception>
    public void Finish()
    {
        if (_state == State.Trailer && _line.WrittenCount == 0)
        {
            _state = State.Done;
        }

        if (_state != State.Done)
        {
            throw ObjectErrors.IncompleteBody();
        }
    }

    /// <summary>Collects bytes up to a line feed. Returns whether the line is complete.</summary>
    private bool TakeLine(ref ReadOnlySpan<byte> input)
    {
        var end = input.IndexOf((byte)'\n');
        var piece = end < 0 ? input : input[..end];
        if (_line.WrittenCount + piece.Length > MaxLineLength)
        {
            throw Malformed();
        }

        _line.Write(piece);
        input = input[(end < 0 ? input.Length : end + 1)..];
        if (end < 0)
        {
            return false;
        }

        if (_line.WrittenCount == 0 || _line.WrittenSpan[^1] != (byte)'\r')
        {
            throw Malformed();
        }

        return true;
    }

    private void EndLine(string withReturn)
    {
        var line = withReturn[..^1];
        switch (_state)
        {
            case State.Size:
                _left = ParseSize(line);
                _state = _left > 0 ? State.Data : State.Trailer;
                break;
            case State.DataEnd:
                if (line.Length > 0)
                {
                    throw Malformed();
                }

                _state = State.Size;
                break;
            default:
                if (line.Length == 0)
                {
                    _state = State.Done;
                }
                else
                {
                    AddTrailer(line);
                }

                break;
        }
    }

    private static long ParseSize(string line)
    {
        var digits = line.Split(';', 2)[0];
        return
            digits.Length is >= 1 and <= 10
            && Utf8Parser.TryParse(Encoding.Latin1.GetBytes(digits), out long size, out var used, 'x')
            && used == digits.Length
            && size >= 0
            ? size
            : throw Malformed();
    }

    private void AddTrailer(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || _trailers.Count == MaxTrailers)
        {
            throw ObjectErrors.MalformedTrailer();
        }

        _trailers[line[..colon].Trim()] = line[(colon + 1)..].Trim();
    }

    private static AwsException Malformed() => new("InvalidChunkSizeError", "The aws-chunked body is not well-formed.");
}
