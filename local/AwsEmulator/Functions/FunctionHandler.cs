namespace PromptToImage.AwsEmulator.Functions;

/// <summary>
/// A Lambda function's code: JSON in, JSON out. What it throws becomes the function's error; the token is cancelled when
/// the function's time is up, after which nobody waits for it.
/// </summary>
public delegate Task<byte[]> FunctionHandler(
    ReadOnlyMemory<byte> payload,
    FunctionInvocation invocation,
    CancellationToken cancellationToken
);
