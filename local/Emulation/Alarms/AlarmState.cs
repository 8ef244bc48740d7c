namespace PromptToImage.Emulation.Alarms;

public enum AlarmState
{
    Ok,
    Alarm,
}
