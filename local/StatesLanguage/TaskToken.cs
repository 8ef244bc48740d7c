using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace PromptToImage.StatesLanguage;

/// <summary>A task token contains the execution and the task that it belongs to, so a host does not need to store tokens.</summary>
public static class TaskToken
{
    private const string Mark = "task";

    /// <summary>Creates the token of a task.</summary>
    /// <param name="executionArn">The execution.</param>
    /// <param name="taskId">The id in <see cref="Effect.InvokeTask"/>.</param>
    public static string Create(string executionArn, long taskId) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Mark}\n{executionArn}\n{taskId}")));

    /// <summary>Parses a token.</summary>
    /// <returns>False where the text is not a token that <see cref="Create"/> made.</returns>
    public static bool TryParse(string token, [NotNullWhen(true)] out string? executionArn, out long taskId)
    {
        executionArn = null;
        taskId = 0;
        if (!Base64Url.IsValid(token))
        {
            return false;
        }

        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)).Split('\n');
        if (
            parts.Length != 3
            || parts[0] != Mark
            || !long.TryParse(parts[2], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out taskId)
        )
        {
            return false;
        }

        executionArn = parts[1];
        return true;
    }
}
