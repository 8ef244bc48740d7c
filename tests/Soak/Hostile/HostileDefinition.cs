namespace PromptToImage.Soak.Hostile;

/// <summary>A state machine and an input that try to take all memory or all processor time.</summary>
internal sealed record HostileDefinition(string Name, string Definition, string Input)
{
    private const string Loop = """
        "StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Choice", "Default": "A",
          "Choices": [{"Variable": "$.none", "IsPresent": true, "Next": "C"}]}, "C": {"Type": "Succeed"}}
        """;

    private const string Distributed = """ "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, """;

    private static readonly string Large = $$"""{"s": "{{new string('x', 200_000)}}"}""";
    private static readonly string Numbers = $$"""{"x": [{{string.Join(',', Enumerable.Range(0, 20_000).Select(i => i % 10))}}]}""";
    private static readonly string Items = $$"""{"x": [{{string.Join(',', Enumerable.Repeat("{}", 10_000))}}]}""";

    public static IReadOnlyList<HostileDefinition> All { get; } =
        [
            new("loop", $$"""{ {{Loop}} }""", "{}"),
            new("loop-with-data", $$"""{ {{Loop}} }""", $$"""{"s": "{{new string('x', 250_000)}}"}"""),
            new("format", Only(""" "Type": "Pass", "Parameters": {"v.$": "CALL"} """.Replace("CALL", Format(), StringComparison.Ordinal)), Large),
            new("wait-then-format", WaitThen(Format()), Large),
            new("nested-filters", Only(""" "Type": "Pass", "Parameters": {"v.$": "$.x[?($.x[?($.x[?(@==-1)])])]"} """), Numbers),
            new("descendants", Only(""" "Type": "Pass", "Parameters": {"v.$": "$..x[?($..x[?(@==-1)])]"} """), Numbers),
            new(
                "distributed-loops",
                Only(
                    $$$"""
                    "Type": "Map", "ItemsPath": "$.x", "ToleratedFailurePercentage": 100, "ItemProcessor": { {{{Distributed}}} {{{Loop}}} }
                    """
                ),
                Items
            ),
            new(
                "nested-distributed-loops",
                Only(
                    $$$"""
                    "Type": "Map", "ItemsPath": "$.x", "ItemSelector": {"x.$": "$.x"}, "ToleratedFailurePercentage": 100,
                    "ItemProcessor": { {{{Distributed}}} "StartAt": "M", "States": {"M": {"Type": "Map", "ItemsPath": "$.x",
                      "ToleratedFailurePercentage": 100, "ItemProcessor": { {{{Distributed}}} {{{Loop}}} }, "End": true} } }
                    """
                ),
                """{"x": [{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}]}"""
            ),
            new("parallel-loops", Only($""" "Type": "Parallel", "Branches": [{string.Join(',', Enumerable.Repeat($"{{ {Loop} }}", 50))}] """), "{}"),
            new("variables", Assigning(), $$"""{"s": "{{new string('x', 250_000)}}"}"""),
            new("jsonata-recursion", Jsonata("($f := function($n) { $f($n + 1) + 1 }; $f(0))"), "{}"),
            new("jsonata-endless", Jsonata("($f := function($n) { $f($n + 1) }; $f(0))"), "{}"),
            new("jsonata-ranges", Jsonata("$count([1..1000000].($ & '-' & $))"), "{}"),
            new("jsonata-text", Jsonata("($f := function($s, $n) { $n = 0 ? $s : $f($s & $s, $n - 1) }; $length($f('xxxxxxxx', 40)))"), "{}"),
            new("jsonata-expression", Jsonata("$match('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', /^(a+)+$/)"), "{}"),
            new("deep-input", Only(""" "Type": "Pass" """), string.Concat(Enumerable.Repeat("[", 10_000)) + string.Concat(Enumerable.Repeat("]", 10_000))),
        ];

    private static string Only(string state) => $$$"""{"StartAt": "S", "States": {"S": { {{{state}}}, "End": true} } }""";

    private static string Format() =>
        $"States.Format('{string.Concat(Enumerable.Repeat("{}", 20_000))}', {string.Join(", ", Enumerable.Repeat("$.s", 20_000))})";

    private static string WaitThen(string call) =>
        $$$"""
        {"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 1, "Next": "S"},
          "S": {"Type": "Pass", "Parameters": {"v.$": "{{{call}}}"}, "End": true} } }
        """;

    private static string Assigning()
    {
        var states = Enumerable
            .Range(0, 60)
            .Select(i => $$$""" "V{{{i}}}": {"Type": "Pass", "Assign": {"v{{{i}}}.$": "$.s"}, "Next": "V{{{i + 1}}}"} """);
        return $$$"""
            {"StartAt": "V0", "States": { {{{string.Join(", ", states)}}}, "V60": {"Type": "Wait", "Seconds": 1, "End": true} } }
            """;
    }

    private static string Jsonata(string expression) =>
        $$$"""{"QueryLanguage": "JSONata", "StartAt": "S", "States": {"S": {"Type": "Pass", "Output": "{% {{{expression}}} %}", "End": true} } }""";
}
