using System.Text.Json.Nodes;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Rules.Patterns;

namespace PromptToImage.AwsEmulator.Tests.Rules;

/// <summary>https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html</summary>
public sealed class EventPatternTests
{
    private const string Event = """
        {
          "source": "aws.ec2",
          "detail-type": "EC2 Instance State-change Notification",
          "resources": ["arn:aws:ec2:us-east-1:123456789012:instance/i-1", "arn:aws:ec2:us-east-1:123456789012:instance/i-2"],
          "detail": {
            "state": "terminated",
            "price": 12.5,
            "count": 0,
            "spot": true,
            "reason": null,
            "file": { "name": "dir/file.png" },
            "tags": [{ "key": "a", "value": "1" }, { "key": "b", "value": "2" }]
          }
        }
        """;

    [Theory]
    [InlineData("""{ "source": ["aws.ec2"], "detail": { "state": ["stopped", "terminated"] } }""")]
    [InlineData("""{ "detail": { "price": [12.50], "count": [0], "spot": [true], "reason": [null] } }""")]
    [InlineData("""{ "resources": ["arn:aws:ec2:us-east-1:123456789012:instance/i-2"] }""")]
    [InlineData("""{ "detail": { "tags": { "value": ["2"] } } }""")]
    [InlineData("""{ "source": [{ "prefix": "aws." }], "detail": { "file": { "name": [{ "suffix": ".png" }] } } }""")]
    [InlineData("""{ "source": [{ "prefix": { "equals-ignore-case": "AWS" } }] }""")]
    [InlineData("""{ "detail": { "file": { "name": [{ "suffix": { "equals-ignore-case": ".PNG" } }] } } }""")]
    [InlineData("""{ "detail": { "state": [{ "equals-ignore-case": "TERMINATED" }] } }""")]
    [InlineData("""{ "detail": { "state": [{ "anything-but": "stopped" }] } }""")]
    [InlineData("""{ "detail": { "state": [{ "anything-but": ["stopped", "running"] }] } }""")]
    [InlineData("""{ "detail": { "state": [{ "anything-but": { "prefix": "run" } }] } }""")]
    [InlineData("""{ "detail": { "state": [{ "anything-but": { "suffix": ["ing", "ped"] } }] } }""")]
    [InlineData("""{ "detail": { "count": [{ "anything-but": 5 }] } }""")]
    [InlineData("""{ "detail": { "price": [{ "numeric": [">", 10, "<=", 12.5] }] } }""")]
    [InlineData("""{ "detail": { "price": [{ "numeric": ["=", 12.5] }] } }""")]
    [InlineData("""{ "detail": { "state": [{ "exists": true }], "other": [{ "exists": false }] } }""")]
    [InlineData("""{ "detail": { "missing": { "field": [{ "exists": false }] } } }""")]
    [InlineData("""{ "detail": { "file": { "name": [{ "wildcard": "dir/*.png" }] } } }""")]
    [InlineData("""{ "detail": { "file": { "name": [{ "anything-but": { "wildcard": "*/lib/*" } }] } } }""")]
    [InlineData("""{ "detail": { "$or": [{ "state": ["stopped"] }, { "price": [12.5], "count": [0] }] } }""")]
    public void An_event_matches(string pattern) => Assert.True(EventPattern.Parse(pattern).Matches((JsonObject)JsonNode.Parse(Event)!));

    [Theory]
    [InlineData("""{ "source": ["aws.s3"] }""")]
    [InlineData("""{ "source": ["aws.ec2"], "detail": { "state": ["stopped"] } }""")]
    [InlineData("""{ "detail": { "state": ["Terminated"] } }""")]
    [InlineData("""{ "detail": { "price": ["12.5"] } }""")]
    [InlineData("""{ "detail": { "other": ["terminated"] } }""")]
    [InlineData("""{ "detail": { "file": ["dir/file.png"] } }""")]
    [InlineData("""{ "detail": { "state": [{ "anything-but": ["terminated"] }] } }""")]
    [InlineData("""{ "detail": { "state": [{ "anything-but": { "equals-ignore-case": "TERMINATED" } }] } }""")]
    [InlineData("""{ "detail": { "other": [{ "anything-but": "terminated" }] } }""")]
    [InlineData("""{ "detail": { "price": [{ "numeric": [">", 12.5] }], "count": [0] } }""")]
    [InlineData("""{ "detail": { "state": [{ "exists": false }] } }""")]
    [InlineData("""{ "detail": { "file": { "name": [{ "wildcard": "dir\\*png" }] } } }""")]
    [InlineData("""{ "detail": { "$or": [{ "state": ["stopped"] }, { "price": [12.5], "count": [1] }] } }""")]
    public void An_event_does_not_match(string pattern) =>
        Assert.False(EventPattern.Parse(pattern).Matches((JsonObject)JsonNode.Parse(Event)!));

    [Theory]
    [InlineData("[]", "Filter is not an object")]
    [InlineData("{", "Filter is not valid JSON")]
    [InlineData("{}", "Empty objects are not allowed")]
    [InlineData("""{ "source": "aws.ec2" }""", "\"source\" must be an object or an array")]
    [InlineData("""{ "source": [] }""", "Empty arrays are not allowed")]
    [InlineData("""{ "source": [["aws.ec2"]] }""", "\"source\" has an array as a value")]
    [InlineData("""{ "source": [{ "cidr": "10.0.0.0/24" }] }""", "Unrecognized match type cidr")]
    [InlineData("""{ "source": [{ "prefix": "a", "suffix": "b" }] }""", "\"source\" has a condition with 2 operators")]
    [InlineData("""{ "source": [{ "prefix": 5 }] }""", "prefix match pattern must be a string")]
    [InlineData("""{ "source": [{ "exists": "yes" }] }""", "exists match pattern must be either true or false")]
    [InlineData("""{ "source": [{ "numeric": ["~", 5] }] }""", "Unrecognized numeric range operator: ~")]
    [InlineData("""{ "source": [{ "numeric": [5] }] }""", "Invalid numeric match: one or two comparisons are needed")]
    [InlineData("""{ "source": [{ "anything-but": { "cidr": "10.0.0.0/24" } }] }""", "Unsupported anything-but pattern: cidr")]
    [InlineData("""{ "source": [{ "anything-but": [] }] }""", "Invalid anything-but list")]
    [InlineData("""{ "source": [{ "wildcard": "a**b" }] }""", "Consecutive wildcard characters")]
    [InlineData("""{ "source": [{ "wildcard": "a\\b" }] }""", "Invalid escape character")]
    [InlineData("""{ "$or": [{ "source": ["a"] }] }""", "$or needs at least two alternatives")]
    public void An_invalid_pattern_is_an_error_that_says_why(string pattern, string reason)
    {
        var error = Assert.Throws<AwsException>(() => EventPattern.Parse(pattern));
        Assert.Equal(("InvalidEventPatternException", $"Event pattern is not valid. Reason: {reason}"), (error.Code, error.Message));
    }
}
