namespace PromptToImage.AwsEmulator.Alarms;

/// <summary>The states of an alarm that always has data.</summary>
public enum AlarmState
{
    Ok,
    Alarm,
}

public static class AlarmStateNames
{
    /// <summary>The state as CloudWatch writes it.</summary>
    public static string ToAwsName(this AlarmState state) => state == AlarmState.Alarm ? "ALARM" : "OK";
}
