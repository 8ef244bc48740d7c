using System.Globalization;

namespace PromptToImage.Pipeline.Options;

/// <summary>A host and a TCP port, written <c>HOST:PORT</c>.</summary>
public sealed record Endpoint(string Host, int Port)
{
    /// <exception cref="FormatException">The text is not HOST:PORT. The message gives an example.</exception>
    public static Endpoint Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        return
            colon > 0
            && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port is > 0 and <= 65535
            ? new Endpoint(text[..colon].Trim('[', ']'), port)
            : throw new FormatException($"'{text}' is not HOST:PORT, for example localhost:1025");
    }

    public override string ToString() => $"{Host}:{Port}";
}
