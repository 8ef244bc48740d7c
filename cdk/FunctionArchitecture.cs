namespace PromptToImage.Cdk;

/// <summary>The processor that the functions are compiled for and run on.</summary>
public enum FunctionArchitecture
{
    X64,
    Arm64,
}
