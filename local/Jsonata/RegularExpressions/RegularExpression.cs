namespace PromptToImage.Jsonata.RegularExpressions;

/// <summary>
/// A regular expression with JavaScript's syntax and semantics. Matching is a loop without recursion over the program, and each step counts, so
/// that patterns of exponential cost end. Immutable.
/// </summary>
internal sealed class RegularExpression
{
    private RegularExpression(string pattern, Instruction[] program, int groups, int registers)
    {
        Pattern = pattern;
        Program = program;
        Groups = groups;
        Registers = registers;
    }

    public string Pattern { get; }

    /// <summary>The number of capturing groups.</summary>
    public int Groups { get; }

    internal Instruction[] Program { get; }

    internal int Registers { get; }

    /// <exception cref="RegularExpressionException">The pattern is invalid.</exception>
    public static RegularExpression Parse(string pattern, bool ignoreCase, bool multiline)
    {
        var parser = new PatternParser(pattern, ignoreCase, multiline);
        var root = parser.Parse();
        var compiler = new PatternCompiler(parser.GroupCount);
        var program = compiler.Compile(root);
        return new RegularExpression(pattern, program, parser.GroupCount, compiler.RegisterCount);
    }

    /// <summary>Finds the first match at or after a position.</summary>
    /// <param name="spend">Receives the number of steps taken. It throws to end the search.</param>
    /// <returns>
    /// Start and end of the match and of each group, -1 for a group that took no part; null without a match.
    /// </returns>
    public int[]? Match(string text, int from, Action<long> spend)
    {
        var matcher = new PatternMatcher(this, text, spend);
        for (var start = from; start <= text.Length; start++)
        {
            if (matcher.TryMatchAt(start))
            {
                return matcher.Captures();
            }
        }

        return null;
    }
}
