using System.Globalization;
using System.Text.RegularExpressions;

namespace PromptToImage.AwsEmulator.Rules;

/// <summary>
/// A schedule at one time of each day in UTC, <c>cron(minute hour * * ? *)</c>,
/// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html. Other schedules are not offered.
/// </summary>
internal sealed partial class DailySchedule
{
    private readonly TimeSpan _timeOfDay;

    private DailySchedule(TimeSpan timeOfDay) => _timeOfDay = timeOfDay;

    /// <exception cref="Hosting.AwsException">ValidationException.</exception>
    public static DailySchedule Parse(string expression) =>
        Syntax().Match(expression) is { Success: true } match
        && Number(match.Groups["minute"]) is <= 59 and var minute
        && Number(match.Groups["hour"]) is <= 23 and var hour
            ? new DailySchedule(new TimeSpan(hour, minute, 0))
            : throw RuleErrors.Invalid(
                $"The schedule {expression} is not offered: on this machine, minute and hour are fixed, as in cron(5 0 * * ? *)."
            );

    /// <summary>The first time of the schedule that is later than <paramref name="time"/>.</summary>
    public DateTimeOffset NextAfter(DateTimeOffset time)
    {
        var today = new DateTimeOffset(time.UtcDateTime.Date, TimeSpan.Zero) + _timeOfDay;
        return today > time ? today : today.AddDays(1);
    }

    private static int Number(Group digits) => int.Parse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^cron\((?<minute>[0-9]{1,2}) (?<hour>[0-9]{1,2}) (\* \* \?|\? \* \*) \*\)$", RegexOptions.CultureInvariant)]
    private static partial Regex Syntax();
}
