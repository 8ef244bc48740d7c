using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PromptToImage.Tests.Fuzzing;

/// <summary>
/// Drives one fuzz target: one round with a fixed seed, so that every test run is the same. With FUZZ_MINUTES it continues with the
/// following seeds for that time and reports progress on the console. FUZZ_SEED is another first seed, to repeat a failed round.
/// <c>tests/fuzz --minutes 10</c> runs all targets.
/// </summary>
internal static class FuzzRun
{
    public static void Of(
        int seed,
        int inputs,
        Action<FuzzRound> round,
        [System.Runtime.CompilerServices.CallerMemberName] string target = ""
    )
    {
        foreach (var next in Rounds(seed, inputs, target))
        {
            round(next);
        }
    }

    public static async Task OfAsync(
        int seed,
        int inputs,
        Func<FuzzRound, Task> round,
        [System.Runtime.CompilerServices.CallerMemberName] string target = ""
    )
    {
        foreach (var next in Rounds(seed, inputs, target))
        {
            await round(next);
        }
    }

    private static IEnumerable<FuzzRound> Rounds(int seed, int inputs, string target)
    {
        seed = (int)(Number("FUZZ_SEED") ?? seed);
        if (Number("FUZZ_MINUTES") is not { } minutes)
        {
            yield return new FuzzRound(seed, inputs);
            yield break;
        }

        var start = TimeProvider.System.GetTimestamp();
        for (var rounds = 1L; ; rounds++, seed++)
        {
            yield return new FuzzRound(seed, inputs);
            var elapsed = TimeProvider.System.GetElapsedTime(start);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{elapsed:hh\\:mm\\:ss} {target}: {rounds * inputs:N0} inputs, up to seed {seed}"
                )
            );
            if (elapsed.TotalMinutes >= minutes)
            {
                yield break;
            }
        }
    }

    [SuppressMessage("ApiDesign", "RS0030", Justification = "The person who runs the tests chooses the duration.")]
    private static double? Number(string variable) =>
        double.TryParse(
            Environment.GetEnvironmentVariable(variable),
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;
}
