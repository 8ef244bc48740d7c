namespace PromptToImage.CloudWatchModel;

/// <summary>The state of an alarm.</summary>
public enum AlarmState
{
    InsufficientData,
    Ok,
    Alarm,
}

public static class AlarmStateNames
{
    /// <summary>The state as CloudWatch writes it.</summary>
    public static string ToAwsName(this AlarmState state) =>
        state switch
        {
            AlarmState.InsufficientData => "INSUFFICIENT_DATA",
            AlarmState.Ok => "OK",
            AlarmState.Alarm => "ALARM",
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
        };
}
