using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace PromptToImage.Tests.Fuzzing;

/// <summary>The inputs that one seed generates.</summary>
internal sealed class FuzzRound(int seed, int inputs)
{
    // A slow and busy machine stays far below this limit. Work that grows faster than its input exceeds it.
    private static readonly TimeSpan LongestAtAll = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestForACharacter = TimeSpan.FromMilliseconds(1);

    private int _number;

    public int Seed => seed;

    public int Inputs => inputs;

    /// <summary>Runs the target on one input. A failure contains the input and how to repeat it.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "Any exception is reported with the input that caused it.")]
    public void Try(string input, Action use)
    {
        _number++;
        var start = TimeProvider.System.GetTimestamp();
        try
        {
            use();
        }
        catch (Exception e)
        {
            throw Failure(input, e.Message, e);
        }

        CheckTime(input, start);
    }

    /// <inheritdoc cref="Try"/>
    [SuppressMessage("Design", "CA1031", Justification = "Any exception is reported with the input that caused it.")]
    public async Task TryAsync(string input, Func<Task> use)
    {
        _number++;
        var start = TimeProvider.System.GetTimestamp();
        try
        {
            await use();
        }
        catch (Exception e)
        {
            throw Failure(input, e.Message, e);
        }

        CheckTime(input, start);
    }

    private void CheckTime(string input, long start)
    {
        var elapsed = TimeProvider.System.GetElapsedTime(start);
        if (elapsed > LongestAtAll + input.Length * LongestForACharacter)
        {
            throw Failure(input, $"it took {elapsed}", null);
        }
    }

    private FuzzFailureException Failure(string input, string reason, Exception? cause) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Input {_number} of seed {seed} (FUZZ_SEED={seed} repeats it): {reason}\n{Visible(input)}"
            ),
            cause
        );

    /// <summary>Escapes the input, so that terminals and logs do not change or hide a character.</summary>
    private static string Visible(string input)
    {
        var text = new StringBuilder(input.Length + 2).Append('"');
        foreach (var c in input)
        {
            _ = c switch
            {
                '"' or '\\' => text.Append('\\').Append(c),
                >= ' ' and <= '~' => text.Append(c),
                _ => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
            };
        }

        return text.Append('"').ToString();
    }
}
