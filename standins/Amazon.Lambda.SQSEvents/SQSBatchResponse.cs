using System.Runtime.Serialization;
using System.Text.Json.Serialization;

namespace Amazon.Lambda.SQSEvents;

/// <summary>
/// The messages of a batch that failed and are delivered again (<c>ReportBatchItemFailures</c>). An empty list reports success.
/// See https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
/// </summary>
[DataContract]
public class SQSBatchResponse(List<SQSBatchResponse.BatchItemFailure> batchItemFailures)
{
    public SQSBatchResponse()
        : this([]) { }

    [DataMember(Name = "batchItemFailures")]
    [JsonPropertyName("batchItemFailures")]
    public List<BatchItemFailure> BatchItemFailures { get; set; } = batchItemFailures;

    [DataContract]
    public class BatchItemFailure
    {
        /// <summary>The message's id.</summary>
        [DataMember(Name = "itemIdentifier")]
        [JsonPropertyName("itemIdentifier")]
        public string ItemIdentifier { get; set; }
    }
}
