using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Runtime.CompilerServices;

namespace PromptToImage.CommandLine;

/// <summary>The library's help, with the command's examples below it.</summary>
/// <param name="help">The library's help.</param>
/// <param name="notes">Text at the end of the program's own help; null for none.</param>
/// <param name="group">The options that are shown in a group of their own.</param>
internal sealed class ProgramHelp(HelpAction help, string? notes, OptionGroup? group) : SynchronousCommandLineAction
{
    private static readonly ConditionalWeakTable<Command, string[]> Examples = [];

    /// <summary>Help is shown even where another argument is not valid.</summary>
    public override bool ClearsParseErrors => true;

    public static void UseIn(RootCommand root, string? notes = null, OptionGroup? group = null)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new ProgramHelp((HelpAction)option.Action!, notes, group);
    }

    public static void AddExamples(Command command, params string[] examples) => Examples.Add(command, examples);

    public override int Invoke(ParseResult parseResult)
    {
        // The library shows the arguments of a parent command as if a verb took them.
        for (var above = parseResult.CommandResult.Parent as CommandResult; above is not null; above = above.Parent as CommandResult)
        {
            foreach (var argument in above.Command.Arguments)
            {
                argument.Hidden = true;
            }
        }

        foreach (var option in group?.Options ?? [])
        {
            option.Hidden = true;
        }

        var code = help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        group?.WriteTo(output);
        if (Examples.TryGetValue(parseResult.CommandResult.Command, out var examples))
        {
            output.WriteLine("Examples:");
            foreach (var example in examples)
            {
                output.WriteLine($"  {example}");
            }

            output.WriteLine();
        }

        if (notes is not null && parseResult.CommandResult.Command is RootCommand)
        {
            output.WriteLine(notes);
        }

        return code;
    }
}

/// <summary>Options under a heading of their own in the help.</summary>
internal sealed record OptionGroup(string Heading, IReadOnlyList<Option> Options)
{
    /// <summary>The width of descriptions, so that they fit a terminal of 80 columns.</summary>
    private const int Width = 80;

    public void WriteTo(TextWriter output)
    {
        output.WriteLine($"{Heading}:");
        var names = Options.Max(option => NameOf(option).Length) + 4;
        foreach (var option in Options)
        {
            var line = $"  {NameOf(option)}".PadRight(names);
            foreach (var word in (option.Description ?? "").Split(' '))
            {
                if (line.Length + 1 + word.Length > Width)
                {
                    output.WriteLine(line);
                    line = new string(' ', names);
                }

                line += line.Length == names ? word : $" {word}";
            }

            output.WriteLine(line);
        }

        output.WriteLine();
    }

    private static string NameOf(Option option) => $"{option.Name} <{option.HelpName}>";
}
