using System.Reflection;
using Amazon.Runtime;

namespace PromptToImage.Standins.Tests.Api;

/// <summary>
/// Each stand-in's README lists the API that it offers. Built with AwsPackages=standin, list and assembly must be
/// the same; with AwsPackages=official, the original must have everything on the list, to the letter.
/// </summary>
public sealed class ApiTableTests
{
    public static TheoryData<string> Packages { get; } =
    [
        "Amazon.Lambda.Core",
        "Amazon.Lambda.Serialization.SystemTextJson",
        "Amazon.Lambda.SQSEvents",
        "AWSSDK.BedrockRuntime",
        "AWSSDK.SimpleNotificationService",
        "AWSSDK.StepFunctions",
    ];

    public static TheoryData<string> Services { get; } =
    ["AWSSDK.BedrockRuntime", "AWSSDK.SimpleNotificationService", "AWSSDK.StepFunctions"];

    [Theory]
    [MemberData(nameof(Packages))]
    public void The_readme_lists_the_api_as_it_is(string package)
    {
        var api = new ApiTable(Assembly.Load(package));
        var listed = Readme(package)
            .Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split(" | "))
            .ToDictionary(row => row[0].Trim('|', ' ', '`'), row => Cells(row[1]));
        var actual = api.Types();

        List<string> missing =
        [
            .. listed.SelectMany(type =>
                actual.TryGetValue(type.Key, out var members)
                    ? type.Value.Except(members).Select(member => $"{type.Key}: {member}")
                    : [$"{type.Key}"]
            ),
        ];
        Assert.True(missing.Count == 0, $"listed, but not in {package}:\n{string.Join('\n', missing)}");
        if (api.IsStandin)
        {
            Assert.True(
                Readme(package).Contains(api.ToMarkdown(), StringComparison.Ordinal),
                $"{package}/README.md lists less than there is; its table is:\n{api.ToMarkdown()}"
            );
        }
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Every_exception_has_the_five_constructors(string package)
    {
        Type[] full =
        [
            typeof(string),
            typeof(Exception),
            typeof(ErrorType),
            typeof(string),
            typeof(string),
            typeof(System.Net.HttpStatusCode),
        ];
        foreach (var type in Assembly.Load(package).GetExportedTypes().Where(t => t.IsSubclassOf(typeof(AmazonServiceException))))
        {
            Assert.NotNull(type.GetConstructor([typeof(string)]));
            Assert.NotNull(type.GetConstructor([typeof(string), typeof(Exception)]));
            Assert.NotNull(type.GetConstructor([typeof(Exception)]));
            Assert.NotNull(type.GetConstructor(full));
            Assert.NotNull(type.GetConstructor([.. full.Where(t => t != typeof(Exception))]));
        }
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Every_constant_class_is_made_from_text(string package)
    {
        foreach (var type in Assembly.Load(package).GetExportedTypes().Where(t => t.IsSubclassOf(typeof(ConstantClass))))
        {
            var made = Activator.CreateInstance(type, "SOME_VALUE")!;
            var found = type.GetMethod("FindValue", [typeof(string)])!.Invoke(null, ["SOME_VALUE"])!;
            var cast = type.GetMethod("op_Implicit", [typeof(string)])!.Invoke(null, ["SOME_VALUE"])!;
            Assert.Equal(made, found);
            Assert.Equal(found, cast);
            foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.Static))
            {
                Assert.Same(
                    field.GetValue(null),
                    type.GetMethod("FindValue", [typeof(string)])!.Invoke(null, [field.GetValue(null)!.ToString()])
                );
            }
        }
    }

    private static HashSet<string> Cells(string members)
    {
        return [.. members.TrimEnd('|', ' ', '\r').Split("<br>", StringSplitOptions.RemoveEmptyEntries).Select(cell => cell.Trim('`'))];
    }

    private static string Readme(string package) => RepositoryRoot.Read("standins", package, "README.md");
}
