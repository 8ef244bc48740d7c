using Microsoft.AspNetCore.WebUtilities;

namespace PromptToImage.WebConsole.Model;

/// <summary>Makes the addresses of pages with parameters.</summary>
internal static class PageAddress
{
    /// <param name="path">The path, escaped.</param>
    /// <param name="parameters">Those without a value are left out.</param>
    public static string For(string path, params IEnumerable<(string Name, string? Value)> parameters) =>
        QueryHelpers.AddQueryString(
            path,
            parameters
                .Where(parameter => !string.IsNullOrEmpty(parameter.Value))
                .Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Value))
        );
}
