namespace PromptToImage.Cdk.Constructs;

/// <summary>The API's mapping templates (Velocity), embedded from <c>cdk/Templates</c>.</summary>
public static class MappingTemplate
{
    public static string Read(string name)
    {
        using var stream =
            typeof(MappingTemplate).Assembly.GetManifestResourceStream($"Templates/{name}")
            ?? throw new ArgumentException($"There is no mapping template '{name}'.", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
