namespace PromptToImage.Contracts;

/// <summary>The states of <c>statemachine/prompt-to-image.asl.json</c>, as e-mails and code show them.</summary>
public static class StateNames
{
    public const string Validate = "Validate prompt";
    public const string Generate = "Generate image";
    public const string Store = "Store image";
    public const string Notify = "Notify";
    public const string DeadLetter = "Dead-letter prompt";
    public const string NotifyFailure = "Notify failure";
    public const string Failed = "Prompt failed";
}
