using System.Diagnostics.CodeAnalysis;
using Amazon.Runtime;

namespace AwsProtocols.Json;

/// <summary>Gives the converter access to a protected method of the SDK's base class.</summary>
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
