namespace PromptToImage.Client.Images;

/// <summary>Where an image goes on this machine.</summary>
internal static class ImagePath
{
    /// <param name="choice">Null: here; a folder: in it; anything else: that file.</param>
    public static string Choose(string id, string contentType, string? choice)
    {
        var name = $"{id}{(contentType == "image/jpeg" ? ".jpg" : ".png")}";
        if (choice is null)
        {
            return Path.Combine(".", name);
        }

        return IsFolder(choice) ? Path.Combine(choice, name) : choice;
    }

    public static bool IsFolder(string path)
    {
        return Directory.Exists(path) || Path.EndsInDirectorySeparator(path);
    }
}
