using Amazon.Runtime;

namespace Amazon.SQS;

public class MessageSystemAttributeNameForSends : ConstantClass
{
    public static readonly MessageSystemAttributeNameForSends AWSTraceHeader = new("AWSTraceHeader");

    public MessageSystemAttributeNameForSends(string value)
        : base(value)
    {
    }

    public static implicit operator MessageSystemAttributeNameForSends(string value)
    {
        return FindValue(value);
    }

    public static MessageSystemAttributeNameForSends FindValue(string value)
    {
        return FindValue<MessageSystemAttributeNameForSends>(value);
    }
}
