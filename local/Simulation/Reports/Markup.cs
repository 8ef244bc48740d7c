using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace PromptToImage.Simulation.Reports;

/// <summary>A page of HTML that is written piece by piece.</summary>
internal sealed class Markup
{
    private readonly StringBuilder _text = new();

    /// <summary>Appends HTML whose interpolated texts are encoded.</summary>
    public void Add(EncodedHtml html) => _text.Append(html.Text);

    /// <summary>Appends HTML as it is.</summary>
    public void Add(string html) => _text.Append(html);

    public override string ToString() => _text.ToString();
}

/// <summary>An interpolated string of HTML. Its texts are encoded, and its numbers are written with a point.</summary>
[InterpolatedStringHandler]
internal readonly struct EncodedHtml(int literalLength, int formattedCount)
{
    private readonly StringBuilder _text = new(literalLength + formattedCount);

    public string Text => _text.ToString();

    public void AppendLiteral(string html) => _text.Append(html);

    public void AppendFormatted(string? text) => _text.Append(WebUtility.HtmlEncode(text));

    public void AppendFormatted(double number) => _text.Append(number.ToString("0.##", CultureInfo.InvariantCulture));
}
