using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PromptToImage.Client.Send;

/// <summary>
/// Makes ids of 20 characters with 5 bits each. The client always sends an id, so that a request that is repeated after a connection
/// error is the same prompt and not a second one.
/// </summary>
internal static class RequestIds
{
    private const int Length = 20;

    /// <summary>Without i, l, o and u, so that characters are not confused and ids are not words.</summary>
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    public static string New(Action<Span<byte>> fillRandom)
    {
        Span<byte> bytes = stackalloc byte[Length];
        fillRandom(bytes);
        return Encode(bytes);
    }

    /// <summary>
    /// Derives the id of a line of a file from the line's content, the batch's name and the number of equal lines before it. The line
    /// number is not used, so that an inserted line does not change the ids of the lines after it.
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
