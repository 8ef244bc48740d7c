using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Functions;

/// <summary>The function that a caller names: a function, or with a qualifier one of its versions or aliases.</summary>
/// <param name="Name">The function's name.</param>
/// <param name="Qualifier">A version number or an alias; null for the unpublished version.</param>
internal readonly record struct FunctionReference(string Name, string? Qualifier)
{
    /// <summary>The version that is not published: the function as it was last registered.</summary>
    public const string Latest = "$LATEST";

    /// <summary>
    /// Parses a name, an ARN, or a partial ARN (<c>000000000000:function:name</c>), with or without a qualifier; null for another account or
    /// service.
    /// </summary>
    public static FunctionReference? Parse(string nameOrArn) =>
        nameOrArn.Split(':') switch
        {
            [var name] => new(name, null),
            [var name, var qualifier] => new(name, Normalize(qualifier)),
            [AwsAccount.Id, "function", var name] => new(name, null),
            [AwsAccount.Id, "function", var name, var qualifier] => new(name, Normalize(qualifier)),
            ["arn", _, "lambda", _, AwsAccount.Id, "function", var name] => new(name, null),
            ["arn", _, "lambda", _, AwsAccount.Id, "function", var name, var qualifier] => new(name, Normalize(qualifier)),
            _ => null,
        };

    /// <summary>Adds the qualifier that a request has apart from the name.</summary>
    /// <exception cref="AwsException">ResourceNotFoundException; InvalidParameterValueException if the name has another qualifier.</exception>
    public static FunctionReference Parse(string nameOrArn, string? qualifier)
    {
        var reference = Parse(nameOrArn) ?? throw FunctionErrors.FunctionNotFound(nameOrArn);
        if (qualifier is null)
        {
            return reference;
        }

        return reference.Qualifier is null || reference.Qualifier == Normalize(qualifier)
            ? reference with
            {
                Qualifier = Normalize(qualifier),
            }
            : throw FunctionErrors.InvalidParameter(
                "The derived qualifier from the function name does not match the specified qualifier."
            );
    }

    /// <summary>The form in which a function is invoked: <c>name</c> or <c>name:qualifier</c>.</summary>
    public override string ToString() => Qualifier is null ? Name : $"{Name}:{Qualifier}";

    private static string? Normalize(string qualifier) => qualifier == Latest ? null : qualifier;
}
