using Amazon.Runtime;

namespace Amazon.SQS;

public class MessageSystemAttributeNameForSends(string value) : ConstantClass(value)
{
    public static readonly MessageSystemAttributeNameForSends AWSTraceHeader = new("AWSTraceHeader");

    public static implicit operator MessageSystemAttributeNameForSends(string value)
    {
        return FindValue(value);
    }

    public static MessageSystemAttributeNameForSends FindValue(string value)
    {
        return FindValue<MessageSystemAttributeNameForSends>(value);
    }
}
