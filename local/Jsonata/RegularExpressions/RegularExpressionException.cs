namespace PromptToImage.Jsonata.RegularExpressions;

/// <summary>A pattern that is not a regular expression.</summary>
internal sealed class RegularExpressionException(string message) : Exception(message);
