using System.Security.Cryptography;
using System.Text.Json;
using PromptToImage.Contracts.Steps;

namespace PromptToImage.Functions.Generate;

/// <summary>Hash of a request. Shows whether a staged image belongs to an equal request.</summary>
internal static class RequestFingerprint
{
    public static string From(GenerationRequest request) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request, GenerateJson.Default.GenerationRequest)));
}
