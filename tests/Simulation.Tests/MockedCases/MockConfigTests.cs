using PromptToImage.Simulation.MockedCases;

namespace PromptToImage.Simulation.Tests.MockedCases;

public sealed class MockConfigTests
{
    [Fact]
    public void A_case_names_the_responses_of_its_states_and_a_response_has_an_outcome_for_each_attempt()
    {
        var config = MockConfig.Parse(
            """
            {
              "StateMachines": { "machine": { "TestCases": { "Retried": { "Call": "Flaky", "Input": { "a": 1 } } } } },
              "MockedResponses": {
                "Flaky": {
                  "0-1": { "Throw": { "Error": "Lambda.Unknown", "Cause": "died" } },
                  "2": { "Return": { "ok": true } }
                }
              }
            }
            """
        );
        var test = Assert.Single(config.StateMachines["machine"]);
        Assert.Equal("Retried", test.Name);
        Assert.Equal("""{ "a": 1 }""", test.Input);
        var flaky = test.States["Call"];
        Assert.Equal(new MockedOutcome.Throw("Lambda.Unknown", "died"), flaky.For(0));
        Assert.Equal(new MockedOutcome.Throw("Lambda.Unknown", "died"), flaky.For(1));
        Assert.Equal(new MockedOutcome.Return("""{ "ok": true }"""), flaky.For(2));
        Assert.Null(flaky.For(3));
    }

    [Fact]
    public void Every_error_is_listed_with_its_JSON_pointer()
    {
        var errors = Assert
            .Throws<MockConfigException>(() =>
                MockConfig.Parse(
                    """
                    {
                      "StateMachines": { "machine": { "TestCases": { "Case": { "Call": "Missing" } } }, "empty": {} },
                      "MockedResponses": { "R": { "first": { "Return": 1 }, "0": { "Throw": { "Cause": "?" } }, "3-1": { "Return": 1 } } }
                    }
                    """
                )
            )
            .Errors;
        Assert.Equal(
            [
                "/MockedResponses/R/first: an attempt is a number from 0, or a range such as 1-3",
                "/MockedResponses/R/0 must have a Return, or a Throw with an Error",
                "/MockedResponses/R/3-1: an attempt is a number from 0, or a range such as 1-3",
                "/StateMachines/machine/TestCases/Case/Call: \"Missing\" is not in MockedResponses",
                "/StateMachines/empty/TestCases must be an object",
            ],
            errors
        );
    }

    [Fact]
    public void Text_that_is_not_JSON_is_an_error() =>
        Assert.StartsWith(
            "It is not JSON: ",
            Assert.Throws<MockConfigException>(() => MockConfig.Parse("{")).Message,
            StringComparison.Ordinal
        );
}
