namespace PromptToImage.Simulation.MockedCases;

/// <summary>A catcher that no case reached.</summary>
/// <param name="Index">Its place in the state's Catch, from 0.</param>
public sealed record UnreachedCatcher(string State, int Index, IReadOnlyList<string> Errors);
