using System.Text.Json.Serialization;
using Amazon.Runtime;
using AwsProtocols.Json;

namespace Amazon.StepFunctions;

[JsonConverter(typeof(ConstantConverter<StateMachineStatus>))]
public class StateMachineStatus : ConstantClass
{
    public static readonly StateMachineStatus ACTIVE = new("ACTIVE");
    public static readonly StateMachineStatus DELETING = new("DELETING");

    public StateMachineStatus(string value)
        : base(value)
    {
    }

    public static implicit operator StateMachineStatus(string value)
    {
        return FindValue(value);
    }

    public static StateMachineStatus FindValue(string value)
    {
        return FindValue<StateMachineStatus>(value);
    }
}
