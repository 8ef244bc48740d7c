namespace PromptToImage.Pipeline.Models.Formats;

/// <summary>Writes a scan's bits, most significant bit first, with a zero byte after each 0xFF (T.81, B.1.1.5).</summary>
internal sealed class EntropyWriter(MemoryStream output)
{
    private uint _bits;
    private int _count;

    public void Symbol(HuffmanTable table, int symbol)
    {
        var (code, length) = table[symbol];
        Write(code, length);
    }

    /// <summary>Writes the low bits of a coefficient (of the coefficient minus one where it is negative) after its size category.</summary>
    public void Magnitude(int value, int size)
    {
        Write((value < 0 ? value - 1 : value) & ((1 << size) - 1), size);
    }

    public void Flush()
    {
        Write(0x7F, 7);
        _count = 0;
        _bits = 0;
    }

    private void Write(int value, int length)
    {
        _bits = (_bits << length) | (uint)value;
        _count += length;
        while (_count >= 8)
        {
            _count -= 8;
            var next = (byte)(_bits >> _count);
            output.WriteByte(next);
            if (next == 0xFF)
            {
                output.WriteByte(0);
            }
        }
    }
}
