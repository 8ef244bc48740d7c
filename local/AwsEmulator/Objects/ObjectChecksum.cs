using PromptToImage.AwsEmulator.Objects.Checksums;

namespace PromptToImage.AwsEmulator.Objects;

/// <summary>An object's checksum as S3 keeps it beside the object.</summary>
/// <param name="Value">Base64; of a composite one with the number of its parts after a dash.</param>
/// <param name="IsComposite">Made of the checksums of parts, not of the whole object's bytes.</param>
public sealed record ObjectChecksum(ChecksumAlgorithm Algorithm, string Value, bool IsComposite = false)
{
    /// <summary><c>FULL_OBJECT</c> or <c>COMPOSITE</c>.</summary>
    public string Type => IsComposite ? "COMPOSITE" : "FULL_OBJECT";

    internal string Store() => $"{Algorithm.Name()} {Value} {Type}";

    internal static ObjectChecksum? Load(string? stored) =>
        stored?.Split(' ') is [var name, var value, var type]
            ? new ObjectChecksum(ChecksumNames.Parse(name)!.Value, value, type == "COMPOSITE")
            : null;
}
