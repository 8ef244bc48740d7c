namespace PromptToImage.Client.Send;

/// <summary>What <c>send --file</c> was asked to do.</summary>
/// <param name="File">A path, or <c>-</c>.</param>
/// <param name="Batch">Null: the file's name.</param>
/// <param name="Resume">A file that an earlier send wrote; its ids are left out.</param>
internal sealed record SendFileChoices(string File, string? Batch, string? Resume, PromptDefaults Defaults);
