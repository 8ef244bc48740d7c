using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Functions;

/// <summary>The parameters of Lambda's operations that are offered: members of bodies, query parameters and headers.</summary>
internal static class FunctionParameters
{
    private const string Page = " Marker MaxItems";

    private const string Alias = "FunctionVersion Description RoutingConfig.AdditionalVersionWeights.*";

    public static readonly OfferedParameters All = new(
        new Dictionary<string, string>
        {
            ["Invoke"] = "Qualifier x-amz-invocation-type x-amz-log-type",
            ["GetFunction"] = "Qualifier",
            ["GetFunctionConfiguration"] = "Qualifier",
            ["ListFunctions"] = Page,
            ["PublishVersion"] = "Description",
            ["ListVersionsByFunction"] = Page,
            ["DeleteFunction"] = "Qualifier",
            ["CreateAlias"] = "Name " + Alias,
            ["UpdateAlias"] = Alias,
            ["GetAlias"] = "",
            ["ListAliases"] = "FunctionVersion" + Page,
            ["DeleteAlias"] = "",
        },
        RequestHeaders.OfSignature
    );
}
