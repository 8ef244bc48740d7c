namespace PromptToImage.Jsonata.RegularExpressions;

/// <summary>A pattern that is no regular expression.</summary>
internal sealed class RegularExpressionException(string message) : Exception(message);
