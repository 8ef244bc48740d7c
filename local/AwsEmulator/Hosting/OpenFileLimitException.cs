namespace PromptToImage.AwsEmulator.Hosting;

/// <summary>The operating system lets this process open too few files.</summary>
public sealed class OpenFileLimitException(int limit, int needed)
    : Exception(
        FormattableString.Invariant(
            $"This process may open only {limit} files, and the pipeline needs {needed}. Raise the limit, for example with ulimit -n 4096."
        )
    );
