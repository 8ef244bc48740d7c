namespace PromptToImage.StatesLanguage.Definition;

public enum StateType : byte
{
    Task = 0,
    Pass = 1,
    Choice = 2,
    Wait = 3,
    Succeed = 4,
    Fail = 5,
    Parallel = 6,
    Map = 7,
}
