namespace Amazon.SQS.Model;

public class DeleteMessageBatchRequestEntry
{
    public DeleteMessageBatchRequestEntry() { }

    public DeleteMessageBatchRequestEntry(string id, string receiptHandle)
    {
        Id = id;
        ReceiptHandle = receiptHandle;
    }

    public string Id { get; set; }

    public string ReceiptHandle { get; set; }
}
