using System.Globalization;
using System.Text.Json.Nodes;

namespace PromptToImage.WebConsole;

/// <summary>The New prompt form as a queue message.</summary>
internal static class PromptForm
{
    /// <summary>The message's JSON: only what was filled in. What is wrong with it is for the pipeline to say, as with any sender's.</summary>
    public static string Body(IFormCollection form)
    {
        // A browser sends line ends as CRLF; a carriage return is no character of a prompt.
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
