using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace PromptToImage.Client.Commands;

/// <summary>The usual help, and below it the command's examples.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<Command, string[]> Examples = [];

    /// <summary>What stands below the examples of the program itself.</summary>
    private const string Notes = """
        Exit codes:
          0 done, 1 the prompt failed, 2 wrong use, 3 the service could not be reached or refused, 130 stopped by Ctrl-C

        Shell completion:
          Install dotnet-suggest as https://aka.ms/dotnet-suggest says; it asks this program for its words.

        """;

    /// <summary>Help is shown even when the rest of the line is not right.</summary>
    public override bool ClearsParseErrors => true;

    public static void Add(Command command, params string[] examples)
    {
        Examples.Add(command, examples);
    }

    public static void UseIn(RootCommand root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new HelpWithExamples((HelpAction)option.Action!);
    }

    public static bool IsAskedFor(ParseResult parsed)
    {
        return parsed.Action is HelpWithExamples;
    }

    public override int Invoke(ParseResult parseResult)
    {
        // A command below another is shown with the other's arguments, which none of ours takes beside its own.
        for (var above = parseResult.CommandResult.Parent as CommandResult; above is not null; above = above.Parent as CommandResult)
        {
            foreach (var argument in above.Command.Arguments)
            {
                argument.Hidden = true;
            }
        }
        var code = help.Invoke(parseResult);
        if (Examples.TryGetValue(parseResult.CommandResult.Command, out var examples))
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var example in examples)
            {
                output.WriteLine($"  {example}");
            }

            output.WriteLine();
        }
        if (parseResult.CommandResult.Command is RootCommand)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(Notes);
        }

        return code;
    }
}
