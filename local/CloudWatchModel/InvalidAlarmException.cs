namespace PromptToImage.CloudWatchModel;

/// <summary>CloudWatch would reject the alarm, or it uses something that is not offered. The message names it.</summary>
public sealed class InvalidAlarmException(string message, Exception? innerException = null) : Exception(message, innerException);
