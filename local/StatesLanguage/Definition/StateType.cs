namespace PromptToImage.StatesLanguage.Definition;

public enum StateType : byte
{
    Task,
    Pass,
    Choice,
    Wait,
    Succeed,
    Fail,
    Parallel,
    Map,
}
