namespace PromptToImage.Soak.Clients;

internal enum RequestKind
{
    /// <summary>Its time counts: it must be short whatever else happens.</summary>
    Ordinary,

    /// <summary>A long poll, or a request whose own work is long.</summary>
    Long,

    /// <summary>A request that tries to do harm.</summary>
    Hostile,
}
