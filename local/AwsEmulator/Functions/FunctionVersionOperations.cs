using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Functions;

/// <summary>Lambda's operations on versions and aliases, https://docs.aws.amazon.com/lambda/latest/api/API_PublishVersion.html.</summary>
internal sealed class FunctionVersionOperations(FunctionRegistry functions)
{
    private const int MaxRequestBytes = 64 * 1024;

    public async Task<byte[]> PublishAsync(HttpContext context, string name)
    {
        using var request = await ReadAsync(context, "PublishVersion");
        var version = await functions.PublishVersionAsync(Name(name), Text(request, "Description"));
        context.Response.StatusCode = StatusCodes.Status201Created;
        return FunctionDescriptionJson.Configuration(version);
    }

    public byte[] List(HttpContext context, string name) =>
        FunctionDescriptionJson.Versions(functions.Versions(Name(name)), ListPage.Read(context));

    /// <summary>DeleteFunction with a qualifier. A whole function cannot be deleted: it is a part of the program.</summary>
    public Task DeleteAsync(HttpContext context, string name)
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return
            int.TryParse(Qualifier(context), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? functions.DeleteVersionAsync(Name(name), number)
            : throw AwsErrors.UnknownOperation("DeleteFunction without a version");
    }

    public async Task<byte[]> CreateAliasAsync(HttpContext context, string name)
    {
        using var request = await ReadAsync(context, "CreateAlias");
        var function = Name(name);
        var alias = Change(
            new FunctionAlias(
                Text(request, "Name") ?? throw FunctionErrors.InvalidParameter("Name is required."),
                Text(request, "FunctionVersion") ?? throw FunctionErrors.InvalidParameter("FunctionVersion is required.")
            ),
            request
        );
        if (functions.Aliases(function).Any(present => present.Name == alias.Name))
        {
            throw FunctionErrors.AliasAlreadyExists(AliasArn(function, alias.Name));
        }

        await functions.PutAliasAsync(function, alias);
        context.Response.StatusCode = StatusCodes.Status201Created;
        return FunctionDescriptionJson.Alias(AliasArn(function, alias.Name), alias);
    }

    public async Task<byte[]> UpdateAliasAsync(HttpContext context, string name, string aliasName)
    {
        using var request = await ReadAsync(context, "UpdateAlias");
        var function = Name(name);
        var alias = Change(Find(function, aliasName), request);
        await functions.PutAliasAsync(function, alias);
        return FunctionDescriptionJson.Alias(AliasArn(function, aliasName), alias);
    }

    public byte[] GetAlias(string name, string aliasName) =>
        FunctionDescriptionJson.Alias(AliasArn(Name(name), aliasName), Find(Name(name), aliasName));

    public byte[] ListAliases(HttpContext context, string name)
    {
        var function = Name(name);
        var version = context.Request.Query["FunctionVersion"] is [{ Length: > 0 } given] ? given : null;
        return FunctionDescriptionJson.Aliases(
            functions
                .Aliases(function)
                .Where(alias => version is null || alias.Uses(version))
                .Select(alias => KeyValuePair.Create(AliasArn(function, alias.Name), alias)),
            ListPage.Read(context)
        );
    }

    public Task DeleteAliasAsync(HttpContext context, string name, string aliasName)
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return functions.DeleteAliasAsync(Name(name), aliasName);
    }

    /// <summary>The query parameter Qualifier; null without one.</summary>
    public static string? Qualifier(HttpContext context) =>
        context.Request.Query["Qualifier"] is [{ Length: > 0 } qualifier] ? qualifier : null;

    private FunctionAlias Find(string function, string name) =>
        functions.Aliases(function).FirstOrDefault(alias => alias.Name == name)
        ?? throw FunctionErrors.AliasNotFound(AliasArn(function, name));

    private static string Name(string nameOrArn) => FunctionReference.Parse(nameOrArn, null).Name;

    private static string AliasArn(string function, string alias) => $"{RegisteredFunction.ArnFor(function)}:{alias}";

    /// <summary>Applies the members of a request. Those that are absent stay as they are.</summary>
    private static FunctionAlias Change(FunctionAlias alias, JsonDocument request)
    {
        alias = alias with
        {
            Version = Text(request, "FunctionVersion") ?? alias.Version,
            Description = Text(request, "Description") ?? alias.Description,
        };
        if (
            !request.RootElement.TryGetProperty("RoutingConfig", out var routing)
            || routing.ValueKind != JsonValueKind.Object
            || !routing.TryGetProperty("AdditionalVersionWeights", out var weights)
            || weights.ValueKind != JsonValueKind.Object
        )
        {
            return alias;
        }

        var entries = weights.EnumerateObject().ToList();
        if (entries.Count > 1)
        {
            throw FunctionErrors.InvalidParameter("Number of items in AdditionalVersionWeights cannot be greater than 1");
        }

        var weight = entries.Count == 0 ? 0 : entries[0].Value.GetDouble();
        return weight is >= 0 and <= 1
            ? alias with
            {
                AdditionalVersion = entries.Count == 0 ? null : entries[0].Name,
                AdditionalWeight = weight,
            }
            : throw FunctionErrors.InvalidParameter("Invalid value for version weight. It must be from 0 to 1.");
    }

    private static string? Text(JsonDocument request, string name) =>
        request.RootElement.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.GetString() : null;

    private static async Task<JsonDocument> ReadAsync(HttpContext context, string operation)
    {
        var body = await RequestBody.ReadAsync(context, MaxRequestBytes);
        try
        {
            var request = JsonDocument.Parse(body.Length == 0 ? "{}"u8.ToArray() : body);
            FunctionParameters.All.Check(operation, request.RootElement);
            return request;
        }
        catch (JsonException e)
        {
            throw new AwsException("SerializationException", $"The request body is not JSON: {e.Message}");
        }
    }
}
