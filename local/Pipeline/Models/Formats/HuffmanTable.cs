namespace PromptToImage.Pipeline.Models.Formats;

/// <summary>One of the typical tables of ITU-T T.81, annex K.3: how many codes there are of each length, and their symbols.</summary>
internal sealed class HuffmanTable
{
    public static readonly HuffmanTable LuminanceDc = new(0x00, "00010501010101010100000000000000", "000102030405060708090A0B");

    public static readonly HuffmanTable ChrominanceDc = new(0x01, "00030101010101010101010000000000", "000102030405060708090A0B");

    public static readonly HuffmanTable LuminanceAc = new(
        0x10,
        "0002010303020403050504040000017D",
        "01020300041105122131410613516107227114328191A1082342B1C11552D1F02433627282090A161718191A25262728292A3435363738393A"
            + "434445464748494A535455565758595A636465666768696A737475767778797A838485868788898A92939495969798999AA2A3A4A5A6A7A8A9AA"
            + "B2B3B4B5B6B7B8B9BAC2C3C4C5C6C7C8C9CAD2D3D4D5D6D7D8D9DAE1E2E3E4E5E6E7E8E9EAF1F2F3F4F5F6F7F8F9FA"
    );

    public static readonly HuffmanTable ChrominanceAc = new(
        0x11,
        "00020102040403040705040400010277",
        "000102031104052131061241510761711322328108144291A1B1C109233352F0156272D10A162434E125F11718191A262728292A35363738393A"
            + "434445464748494A535455565758595A636465666768696A737475767778797A82838485868788898A92939495969798999AA2A3A4A5A6A7A8A9AA"
            + "B2B3B4B5B6B7B8B9BAC2C3C4C5C6C7C8C9CAD2D3D4D5D6D7D8D9DAE2E3E4E5E6E7E8E9EAF2F3F4F5F6F7F8F9FA"
    );

    private readonly ushort[] _codes = new ushort[256];
    private readonly byte[] _lengths = new byte[256];

    private HuffmanTable(byte identifier, string counts, string symbols)
    {
        var perLength = Convert.FromHexString(counts);
        var values = Convert.FromHexString(symbols);
        Definition = [identifier, .. perLength, .. values];
        var code = 0;
        var next = 0;
        for (var length = 1; length <= perLength.Length; length++)
        {
            for (var i = 0; i < perLength[length - 1]; i++)
            {
                _codes[values[next]] = (ushort)code++;
                _lengths[values[next++]] = (byte)length;
            }
            code <<= 1;
        }
    }

    /// <summary>The table as a DHT segment holds it.</summary>
    public byte[] Definition { get; }

    public (int Code, int Length) this[int symbol] => (_codes[symbol], _lengths[symbol]);
}
