using System.Globalization;
using System.Text.Json.Nodes;

namespace PromptToImage.WebConsole;

/// <summary>Converts the "New prompt" form to a queue message.</summary>
internal static class PromptForm
{
    /// <summary>The message's JSON with the fields that were filled in. The pipeline validates it like any other message.</summary>
    public static string Body(IFormCollection form)
    {
        // Browsers send line ends as CRLF, but a prompt may not contain a carriage return.
        var message = new JsonObject { ["prompt"] = form["prompt"].ToString().ReplaceLineEndings("\n") };
        foreach (var field in (string[])["id", "negativePrompt", "aspectRatio", "outputFormat"])
        {
            if (form[field].ToString() is { Length: > 0 } value)
            {
                message[field] = value.ReplaceLineEndings("\n");
            }
        }

        if (form["seed"].ToString() is { Length: > 0 } seed)
        {
            message["seed"] = long.TryParse(seed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? number
                : seed;
        }

        return message.ToJsonString();
    }
}
