namespace PromptToImage.StatesLanguage.Expressions;

/// <summary>The fields of <c>$states</c> that an expression can use in addition to <c>input</c> and <c>context</c>.</summary>
[Flags]
internal enum StatesFields : byte
{
    None = 0,

    /// <summary>In Output and Assign of a state.</summary>
    Result = 1,

    /// <summary>In Output and Assign of a catcher.</summary>
    ErrorOutput = 2,
}
