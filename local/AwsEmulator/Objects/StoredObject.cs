using PromptToImage.AwsEmulator.Objects.Checksums;

namespace PromptToImage.AwsEmulator.Objects;

/// <summary>The entry of an object in the database.</summary>
/// <param name="Version">Identifies the content. A key gets a greater number each time its content is replaced.</param>
/// <param name="Path">The path of the object's file, relative to the folder of all objects.</param>
/// <param name="Size">In bytes.</param>
/// <param name="ETag">
/// The MD5 digest of the content in 32 hexadecimal digits. After a multipart upload: the MD5 digest of the parts' digests, a hyphen and the
/// number of parts.
/// </param>
public sealed record StoredObject(
    string Bucket,
    string Key,
    long Version,
    string Path,
    long Size,
    string ETag,
    DateTimeOffset LastModified,
    ObjectDescription Description,
    ObjectChecksum? Checksum
);

/// <summary>A checksum that is stored with an object.</summary>
/// <param name="Value">In Base64. A composite checksum ends with a hyphen and the number of parts.</param>
/// <param name="IsComposite">Whether it is computed from the checksums of the parts instead of the bytes of the whole object.</param>
public sealed record ObjectChecksum(ChecksumAlgorithm Algorithm, string Value, bool IsComposite = false)
{
    /// <summary>S3's name of the checksum type: <c>FULL_OBJECT</c> or <c>COMPOSITE</c>.</summary>
    public string Type => TypeName(IsComposite);

    internal static string TypeName(bool isComposite) => isComposite ? "COMPOSITE" : "FULL_OBJECT";

    internal string Store() => $"{Algorithm.Name()} {Value} {Type}";

    internal static ObjectChecksum? Load(string? stored) =>
        stored?.Split(' ') is [var name, var value, var type]
            ? new ObjectChecksum(ChecksumNames.Parse(name)!.Value, value, type == TypeName(isComposite: true))
            : null;
}
