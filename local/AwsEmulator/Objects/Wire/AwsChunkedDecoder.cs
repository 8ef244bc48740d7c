using System.Buffers;
using System.Buffers.Text;
using System.Text;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Objects.Wire;

/// <summary>
/// Takes the content out of an <c>aws-chunked</c> body, a piece at a time,
/// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html: <c>size[;chunk-signature=…] CRLF data CRLF</c>, repeated,
/// ended by a chunk of size 0 and trailing headers. Signatures are read over: any credentials are good here.
/// </summary>
internal sealed class AwsChunkedDecoder
{
    // A size with a signature has about 100 characters; a trailer with a checksum fewer.
    private const int LongestLine = 1024;
    private const int MostTrailers = 32;

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

    /// <summary>The trailing headers; complete once <see cref="IsComplete"/>.</summary>
    public IReadOnlyDictionary<string, string> Trailers => _trailers;

    public bool IsComplete => _state == State.Done;

    /// <summary>Decodes one piece of the body; <paramref name="content"/> gets what is content of it, in pieces of the same memory.</summary>
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

    /// <summary>Ends the body. One without trailers may lack the last empty line.</summary>
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

    /// <summary>Collects up to and with a line feed; true when a line is there, without its end.</summary>
    private bool TakeLine(ref ReadOnlySpan<byte> input)
    {
        var end = input.IndexOf((byte)'\n');
        var piece = end < 0 ? input : input[..end];
        if (_line.WrittenCount + piece.Length > LongestLine)
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
                _left = SizeIn(line);
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

    private static long SizeIn(string line)
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
        if (colon <= 0 || _trailers.Count == MostTrailers)
        {
            throw ObjectErrors.MalformedTrailer();
        }

        _trailers[line[..colon].Trim()] = line[(colon + 1)..].Trim();
    }

    private static AwsException Malformed() => new("InvalidChunkSizeError", "The aws-chunked body is not well-formed.");
}
