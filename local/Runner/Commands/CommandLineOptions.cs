using System.CommandLine;
using System.CommandLine.Parsing;

namespace PromptToImage.Runner.Commands;

/// <summary>Options whose values are parsed by the types they stand for, so that a bad one is refused with that type's own words.</summary>
internal static class CommandLineOptions
{
    /// <param name="parse">Throws <see cref="FormatException"/> with a message for a person.</param>
    public static Option<T> Create<T>(string name, string valueName, string description, T defaultValue, Func<string, T> parse) =>
        new(name)
        {
            Description = description,
            HelpName = valueName,
            Arity = ArgumentArity.ExactlyOne,
            DefaultValueFactory = _ => defaultValue,
            CustomParser = result => Parse(result, name, defaultValue, parse),
        };

    private static T Parse<T>(ArgumentResult result, string name, T defaultValue, Func<string, T> parse)
    {
        try
        {
            return parse(result.Tokens[0].Value);
        }
        catch (FormatException fault)
        {
            result.AddError($"{name}: {fault.Message}");
            return defaultValue;
        }
    }
}
