using System.Text.Json;
using System.Text.Json.Nodes;
using PromptToImage.AwsEmulator.Functions;
using PromptToImage.Deployment.Iam;

namespace PromptToImage.Deployment.Resources;

/// <summary><c>AWS::Lambda::Permission</c>: a statement of the policy of a function, or of one of its versions or aliases.</summary>
internal sealed class FunctionPermissionResource() : ResourceType("AWS::Lambda::Permission")
{
    public override Task<DeployedResource> PutAsync(ResourceRequest request)
    {
        var properties = request.Properties;
        var function = FunctionPermissions.Invoke(properties.Text("FunctionName")).Resource;
        var principal = properties.Text("Principal");
        var statement = new JsonObject
        {
            ["Effect"] = "Allow",
            ["Principal"] = new JsonObject { [principal.Contains(".amazonaws.com", StringComparison.Ordinal) ? "Service" : "AWS"] = principal },
            ["Action"] = properties.Text("Action"),
            ["Resource"] = function,
        };
        var conditions = new JsonObject();
        Add("StringEquals", "aws:SourceAccount", properties.OptionalText("SourceAccount"));
        Add("ArnLike", "aws:SourceArn", properties.OptionalText("SourceArn"));
        if (conditions.Count > 0)
        {
            statement["Condition"] = conditions;
        }

        request.Stack.Authorizer.AddResourcePolicy(
            function,
            PolicyDocument.ParseResourcePolicy(
                request.LogicalId,
                JsonSerializer.SerializeToElement(new JsonObject { ["Statement"] = statement })
            )
        );
        return Task.FromResult(new DeployedResource(request.GeneratedName));

        void Add(string comparison, string key, string? value)
        {
            if (value is not null)
            {
                conditions[comparison] = new JsonObject { [key] = value };
            }
        }
    }
}
