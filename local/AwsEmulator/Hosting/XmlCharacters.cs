using System.Xml;

namespace PromptToImage.AwsEmulator.Hosting;

/// <summary>Makes text valid in XML 1.0.</summary>
public static class XmlCharacters
{
    /// <summary>Replaces characters that XML does not allow (control characters, unpaired surrogates) with U+FFFD.</summary>
    public static string ReplaceInvalid(string text)
    {
        if (IsValid(text))
        {
            return text;
        }

        return string.Create(
            text.Length,
            text,
            static (span, source) =>
            {
                for (var i = 0; i < source.Length; i++)
                {
                    if (i + 1 < source.Length && char.IsSurrogatePair(source[i], source[i + 1]))
                    {
                        span[i] = source[i];
                        span[++i] = source[i];
                    }
                    else
                    {
                        span[i] = XmlConvert.IsXmlChar(source[i]) ? source[i] : '\uFFFD';
                    }
                }
            }
        );
    }

    private static bool IsValid(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                i++;
            }
            else if (!XmlConvert.IsXmlChar(text[i]))
            {
                return false;
            }
        }

        return true;
    }
}
