namespace PromptToImage.AwsEmulator.Functions;

/// <summary>
/// A Lambda function's code. An exception becomes the function's error. After the function's timeout, the token is cancelled and the result
/// is ignored.
/// </summary>
/// <param name="payload">JSON.</param>
/// <param name="invocation">The invocation's context.</param>
/// <param name="cancellationToken">Cancelled at the timeout, or if the caller no longer waits.</param>
/// <returns>JSON.</returns>
public delegate Task<byte[]> FunctionHandler(
    ReadOnlyMemory<byte> payload,
    FunctionInvocation invocation,
    CancellationToken cancellationToken
);
