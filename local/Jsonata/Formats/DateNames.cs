namespace PromptToImage.Jsonata.Formats;

/// <summary>The English names of months and days.</summary>
internal static class DateNames
{
    private static readonly string[] Days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    private static readonly string[] Months =
    [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ];

    /// <summary>The names of a component, of which the first has the number 1; null for a component without names.</summary>
    public static IReadOnlyList<string>? For(char component) =>
        component switch
        {
            'M' or 'x' => Months,
            'F' => Days,
            _ => null,
        };

    public static string? For(char component, double number) =>
        For(component) is { } names && number >= 1 && number <= names.Count ? names[(int)number - 1] : null;
}
