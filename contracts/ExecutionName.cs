using System.Globalization;

namespace PromptToImage.Contracts;

/// <summary>The name of the execution that a prompt's attempt runs as: the id, from the second attempt on with its number.</summary>
public static class ExecutionName
{
    public static string Of(string id, int attempt) => attempt == 1 ? id : string.Create(CultureInfo.InvariantCulture, $"{id}-r{attempt}");
}
