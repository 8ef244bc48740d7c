using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PromptToImage.Client.Send;

/// <summary>
/// Ids that the client chooses: 20 characters of 5 bits each. It always sends an id, so that a request repeated after a
/// broken connection is the same prompt and not a second one.
/// </summary>
internal static class RequestIds
{
    private const int Length = 20;

    /// <summary>Without i, l, o and u: nothing is misread, and no words come about.</summary>
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    public static string New(Action<Span<byte>> fillRandom)
    {
        Span<byte> bytes = stackalloc byte[Length];
        fillRandom(bytes);
        return Encode(bytes);
    }

    /// <summary>
    /// The id of a line in a file: from what the line asks for, the batch's name and how many equal lines came before it.
    /// Not from its line number: lines put in before it must not make it another prompt.
    /// </summary>
    public static string Derive(string batch, string bodyWithoutId, int occurrence)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{batch}\0{occurrence}\0{bodyWithoutId}");
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return Encode(hash[..Length]);
    }

    private static string Encode(ReadOnlySpan<byte> bytes)
    {
        Span<char> id = stackalloc char[Length];
        for (var i = 0; i < Length; i++)
        {
            id[i] = Alphabet[bytes[i] & 31];
        }

        return new string(id);
    }
}
