namespace PromptToImage.Cdk;

/// <summary>The functions could not be published.</summary>
public sealed class FunctionsNotPublishedException(PackageSource source)
    : Exception(
        source == PackageSource.Official
            ? "The functions could not be built from AWS's own packages; see above."
            : "The functions could not be built; see above."
    );
