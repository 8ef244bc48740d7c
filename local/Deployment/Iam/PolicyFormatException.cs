namespace PromptToImage.Deployment.Iam;

/// <summary>A policy document is invalid, or contains an element that is not supported. The message names the policy.</summary>
public sealed class PolicyFormatException(string policy, string message) : Exception($"{policy}: {message}");
