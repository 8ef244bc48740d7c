namespace PromptToImage.StatesLanguage.Paths;

/// <summary>Text that is no path of the kind that is wanted, or no intrinsic function call.</summary>
public sealed class PathFormatException(string message) : FormatException(message);
