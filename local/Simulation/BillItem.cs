namespace PromptToImage.Simulation;

/// <summary>One line of the estimated bill: so many units at a list price.</summary>
public sealed record BillItem(string What, double Quantity, string Unit, decimal Usd);
