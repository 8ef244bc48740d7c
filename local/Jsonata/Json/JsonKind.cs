using System.Diagnostics.CodeAnalysis;

namespace PromptToImage.Jsonata.Json;

[SuppressMessage("Naming", "CA1720", Justification = "These are the names that JSON has for them.")]
public enum JsonKind : byte
{
    Null,
    False,
    True,
    Number,
    String,
    Array,
    Object,

    /// <summary>A function of a JSONata evaluation. No document contains one.</summary>
    Function,
}
