using System.Text.Json;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>Keeps property names, or applies another policy, except for two names in S3's events.</summary>
public class AwsNamingPolicy : JsonNamingPolicy
{
    private readonly JsonNamingPolicy _fallbackNamingPolicy;

    public AwsNamingPolicy() { }

    public AwsNamingPolicy(JsonNamingPolicy fallbackNamingPolicy)
    {
        _fallbackNamingPolicy = fallbackNamingPolicy;
    }

    public override string ConvertName(string name)
    {
        return name switch
        {
            "XAmzId2" => "x-amz-id-2",
            "XAmzRequestId" => "x-amz-request-id",
            _ => _fallbackNamingPolicy?.ConvertName(name) ?? name,
        };
    }
}
