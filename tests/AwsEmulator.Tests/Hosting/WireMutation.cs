using System.Text;

namespace PromptToImage.AwsEmulator.Tests.Hosting;

/// <summary>Damages requests as faulty clients and attackers do, with a seeded source of randomness.</summary>
public sealed class WireMutation(Random random)
{
    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "\"",
            "\\",
            "\\u",
            "\\ud800",
            "\\u0000",
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "null",
            "true",
            "-1",
            "1e999",
            "99999999999999999999",
            "0.5",
            "&",
            "=",
            "%",
            "%zz",
            "%00",
            "+",
            ".1.",
            ".Name",
            ".999999999999.",
            "<",
            "&amp;",
            "\r\n",
            "é",
            "\U0001F950",
            " ",
            "../",
            "//",
            "$",
            "*",
            "#",
            "{}",
            "[]",
            "\"\"",
            new string('[', 200),
            new string('x', 5000),
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF],
        [0xC3],
        [0xED, 0xA0, 0x80],
        [0],
    ];

    public WireRequest Apply(WireRequest request, WireRequest other)
    {
        var body = request.Body.ToList();
        var rounds = random.Next(1, 3);
        for (var i = 0; i < rounds; i++)
        {
            Damage(body, other.Body);
        }

        return request with
        {
            Body = [.. body],
            Target = Sometimes(20) ? other.Target : request.Target,
            Path =
                Sometimes(20) ? other.Path + Text()
                : Sometimes(10) ? Damage(request.Path)
                : request.Path,
            Headers =
            [
                .. request
                    .Headers.Where(_ => !Sometimes(20))
                    .Select(header => Sometimes(10) ? KeyValuePair.Create(header.Key, Damage(header.Value)) : header),
            ],
            ContentType = Sometimes(30) ? other.ContentType : request.ContentType,
            Method = Sometimes(40) ? other.Method : request.Method,
        };
    }

    private bool Sometimes(int oneIn) => random.Next(oneIn) == 0;

    private string Text() => new([.. Enumerable.Range(0, random.Next(4)).Select(_ => (char)random.Next(33, 127))]);

    /// <summary>Damages a header's value or a path. Kestrel accepts only printable ones, and only paths that start with a slash.</summary>
    private string Damage(string text)
    {
        var at = text.Length == 0 ? 0 : random.Next(1, text.Length + 1);
        return text[..at] + Text() + text[Math.Min(text.Length, at + random.Next(4))..];
    }

    private void Damage(List<byte> body, byte[] other)
    {
        var at = random.Next(body.Count + 1);
        var length = random.Next(1, 12);
        switch (random.Next(7))
        {
            case 0 when at < body.Count:
                body[at] = (byte)random.Next(256);
                break;
            case 1:
                body.InsertRange(at, Tokens[random.Next(Tokens.Length)]);
                break;
            case 2:
                body.RemoveRange(at, Math.Min(length, body.Count - at));
                break;
            case 3:
                body.RemoveRange(at, body.Count - at);
                break;
            case 4:
                body.InsertRange(at, body.Skip(random.Next(body.Count + 1)).Take(length).ToList());
                break;
            case 5 when other.Length > 0:
                body.InsertRange(at, other.Skip(random.Next(other.Length)).Take(random.Next(1, 40)));
                break;
            default:
                var replaced = Math.Min(length, body.Count - at);
                body.RemoveRange(at, replaced);
                body.InsertRange(at, Tokens[random.Next(Tokens.Length)]);
                break;
        }
    }
}
