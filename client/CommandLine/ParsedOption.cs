using System.CommandLine;
using System.CommandLine.Parsing;
using PromptToImage.Contracts.Values;

namespace PromptToImage.CommandLine;

/// <summary>Options whose values are parsed by the types that they stand for. Errors name the option and give the type's message.</summary>
internal static class ParsedOption
{
    /// <param name="parse">Throws <see cref="FormatException"/> with a message for the user.</param>
    public static Option<T> Create<T>(string name, string valueName, string description, T defaultValue, Func<string, T> parse) =>
        new(name)
        {
            Description = description,
            HelpName = valueName,
            Arity = ArgumentArity.ExactlyOne,
            DefaultValueFactory = _ => defaultValue,
            CustomParser = result => Parse(result, result.Tokens[^1].Value, name, defaultValue, parse),
        };

    /// <summary>An option that may be absent.</summary>
    /// <inheritdoc cref="Create{T}"/>
    public static Option<T?> Optional<T>(string name, string valueName, string description, Func<string, T> parse)
        where T : class =>
        new(name)
        {
            Description = description,
            HelpName = valueName,
            CustomParser = result => Parse<T?>(result, result.Tokens[^1].Value, name, null, parse),
        };

    /// <summary>An option that may be absent or repeated.</summary>
    /// <inheritdoc cref="Create{T}"/>
    public static Option<T[]> Many<T>(string name, string valueName, string description, Func<string, T> parse) =>
        new(name)
        {
            Description = description,
            HelpName = valueName,
            Arity = ArgumentArity.OneOrMore,
            CustomParser = result => [.. result.Tokens.Select(token => Parse(result, token.Value, name, default!, parse))],
        };

    /// <summary>An option for text that may be absent.</summary>
    public static Option<string?> Text(string name, string valueName, string description) =>
        new(name) { Description = description, HelpName = valueName };

    /// <summary>An option for a whole number that may be absent.</summary>
    public static Option<long?> Number(string name, string valueName, string description, long least, long most) =>
        new(name)
        {
            Description = description,
            HelpName = valueName,
            CustomParser = result => Parse<long?>(result, result.Tokens[^1].Value, name, null, text => WholeNumber.Parse(text, least, most)),
        };

    private static T Parse<T>(ArgumentResult result, string text, string name, T defaultValue, Func<string, T> parse)
    {
        try
        {
            return parse(text);
        }
        catch (FormatException e)
        {
            result.AddError($"{name}: {e.Message}{(e.Message.EndsWith('.') ? "" : ".")}");
            return defaultValue;
        }
    }
}
