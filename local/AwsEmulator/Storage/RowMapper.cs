namespace PromptToImage.AwsEmulator.Storage;

/// <summary>Makes a value of the row that a query stands on.</summary>
public delegate T RowMapper<out T>(Row row);
