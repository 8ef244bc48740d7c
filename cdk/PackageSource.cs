namespace PromptToImage.Cdk;

/// <summary>Where the functions' AWS packages come from.</summary>
public enum PackageSource
{
    /// <summary>AWS's own packages. What every deployment is built from.</summary>
    Official,

    /// <summary><c>standins/</c>: API-compatible, for feeds that lack AWS's packages.</summary>
    StandIn,

    /// <summary>
    /// <c>standins/</c>, only because AWS's packages could not be had and nobody chose: good to look at, refused by the
    /// template when it is deployed.
    /// </summary>
    StandInForWantOfOfficial,
}
