namespace PromptToImage.Cdk;

/// <summary>Where the functions' AWS packages come from.</summary>
public enum PackageSource
{
    /// <summary>AWS's own packages, which every deployment uses.</summary>
    Official,

    /// <summary><c>standins/</c>: API-compatible, for feeds that lack AWS's packages.</summary>
    StandIn,

    /// <summary>
    /// <c>standins/</c>, because the feed lacks AWS's packages and no source was selected. The template can be synthesized and read,
    /// but CloudFormation rejects its deployment.
    /// </summary>
    StandInAsFallback,
}
