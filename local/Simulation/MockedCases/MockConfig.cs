using System.Globalization;
using System.Text.Json;

namespace PromptToImage.Simulation.MockedCases;

/// <summary>
/// Test cases with mocked task results, in the format of Step Functions Local's <c>MockConfigFile.json</c>
/// (https://docs.aws.amazon.com/step-functions/latest/dg/sfn-local-mock-cfg-file.html). A case may also have an <c>Input</c>, which Step
/// Functions Local reads from its command line instead.
/// </summary>
/// <param name="StateMachines">The cases by the name of their state machine.</param>
public sealed record MockConfig(IReadOnlyDictionary<string, IReadOnlyList<MockedCase>> StateMachines)
{
    /// <param name="json">The text of a configuration.</param>
    /// <exception cref="MockConfigException">The text is not a mock configuration.</exception>
    public static MockConfig Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
            return new Reader().Read(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new MockConfigException([$"It is not JSON: {e.Message}"]);
        }
    }

    private sealed class Reader
    {
        private readonly List<string> _errors = [];

        public MockConfig Read(JsonElement root)
        {
            var responses = new Dictionary<string, MockedResponse>(StringComparer.Ordinal);
            foreach (var response in Members(root, "MockedResponses", ""))
            {
                responses.Add(response.Name, ReadResponse(response));
            }

            var machines = new Dictionary<string, IReadOnlyList<MockedCase>>(StringComparer.Ordinal);
            foreach (var machine in Members(root, "StateMachines", ""))
            {
                var place = $"/StateMachines/{machine.Name}";
                machines.Add(
                    machine.Name,
                    [
                        .. Members(machine.Value, "TestCases", place)
                            .Select(test => ReadCase(test, $"{place}/TestCases/{test.Name}", responses)),
                    ]
                );
            }

            return _errors.Count == 0 ? new MockConfig(machines) : throw new MockConfigException(_errors);
        }

        private MockedCase ReadCase(JsonProperty test, string place, Dictionary<string, MockedResponse> responses)
        {
            var states = new Dictionary<string, MockedResponse>(StringComparer.Ordinal);
            string? input = null;
            if (test.Value.ValueKind != JsonValueKind.Object)
            {
                _errors.Add($"{place} must be an object of state names and mocked responses");
                return new MockedCase(test.Name, states, input);
            }

            foreach (var state in test.Value.EnumerateObject())
            {
                if (state.NameEquals("Input") && state.Value.ValueKind != JsonValueKind.String)
                {
                    input = state.Value.GetRawText();
                }
                else if (state.Value.ValueKind == JsonValueKind.String && responses.TryGetValue(state.Value.GetString()!, out var response))
                {
                    states.Add(state.Name, response);
                }
                else
                {
                    _errors.Add($"{place}/{state.Name}: {state.Value.GetRawText()} is not in MockedResponses");
                }
            }

            return new MockedCase(test.Name, states, input);
        }

        private MockedResponse ReadResponse(JsonProperty response)
        {
            var attempts = new List<MockedAttempts>();
            var place = $"/MockedResponses/{response.Name}";
            if (response.Value.ValueKind != JsonValueKind.Object)
            {
                _errors.Add($"{place} must be an object of attempts");
                return new MockedResponse(response.Name, attempts);
            }

            foreach (var attempt in response.Value.EnumerateObject())
            {
                if (!TryReadRange(attempt.Name, out var first, out var last))
                {
                    _errors.Add($"{place}/{attempt.Name}: an attempt is a number from 0, or a range such as 1-3");
                }
                else if (ReadOutcome(attempt.Value, $"{place}/{attempt.Name}") is { } outcome)
                {
                    attempts.Add(new MockedAttempts(first, last, outcome));
                }
            }

            return new MockedResponse(response.Name, attempts);
        }

        private MockedOutcome? ReadOutcome(JsonElement outcome, string place)
        {
            if (outcome.ValueKind == JsonValueKind.Object)
            {
                if (outcome.TryGetProperty("Return", out var value))
                {
                    return new MockedOutcome.Return(value.GetRawText());
                }

                if (
                    outcome.TryGetProperty("Throw", out var thrown)
                    && thrown.ValueKind == JsonValueKind.Object
                    && Text(thrown, "Error") is { } error
                )
                {
                    return new MockedOutcome.Throw(error, Text(thrown, "Cause") ?? "");
                }
            }

            _errors.Add($"{place} must have a Return, or a Throw with an Error");
            return null;
        }

        private JsonElement.ObjectEnumerator Members(JsonElement parent, string name, string place)
        {
            if (
                parent.ValueKind == JsonValueKind.Object
                && parent.TryGetProperty(name, out var members)
                && members.ValueKind == JsonValueKind.Object
            )
            {
                return members.EnumerateObject();
            }

            _errors.Add($"{place}/{name} must be an object");
            return default;
        }

        private static string? Text(JsonElement parent, string name) =>
            parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

        private static bool TryReadRange(string text, out int first, out int last)
        {
            var dash = text.IndexOf('-', StringComparison.Ordinal);
            last = 0;
            return dash < 0
                ? TryReadNumber(text, out first) && TryReadNumber(text, out last)
                : TryReadNumber(text[..dash], out first) && TryReadNumber(text[(dash + 1)..], out last) && last >= first;
        }

        private static bool TryReadNumber(string text, out int number) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}

/// <summary>A mock configuration that is not valid. The message lists all errors.</summary>
/// <param name="errors">Each error with its JSON pointer.</param>
public sealed class MockConfigException(IReadOnlyList<string> errors) : Exception(string.Join(Environment.NewLine, errors))
{
    public IReadOnlyList<string> Errors { get; } = errors;
}
