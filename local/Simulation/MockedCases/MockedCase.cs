namespace PromptToImage.Simulation.MockedCases;

/// <summary>One test case: what each task state named in it answers, and its input where it brings one.</summary>
/// <param name="Name">The case's name.</param>
/// <param name="States">Mocked responses by state name.</param>
/// <param name="Input">JSON text, or null.</param>
public sealed record MockedCase(string Name, IReadOnlyDictionary<string, MockedResponse> States, string? Input);
