using System.Text;
using System.Text.Json.Nodes;

namespace PromptToImage.Soak.Clients;

/// <summary>The response of the runner.</summary>
internal sealed record Answer(int Status, byte[] Body)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();

    public override string ToString() => FormattableString.Invariant($"{Status} {Encoding.UTF8.GetString(Body.AsSpan(0, Math.Min(Body.Length, 300)))}");
}
