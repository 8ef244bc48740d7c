using System.Diagnostics.CodeAnalysis;
using Amazon.Runtime;

namespace AwsProtocols.Json;

/// <summary>Opens to the converter what the SDK's base class offers to its heirs only.</summary>
internal abstract class ConstantLookup : ConstantClass
{
    internal const DynamicallyAccessedMemberTypes Needed =
        DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.PublicFields;

    private ConstantLookup(string value)
        : base(value) { }

    internal static TConstant? Find<[DynamicallyAccessedMembers(Needed)] TConstant>(string? value)
        where TConstant : ConstantClass
    {
        return FindValue<TConstant>(value);
    }
}
