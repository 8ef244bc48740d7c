namespace Amazon.StepFunctions.Model;

public class EncryptionConfiguration
{
    public int? KmsDataKeyReusePeriodSeconds { get; set; }

    public string KmsKeyId { get; set; }

    public EncryptionType Type { get; set; }
}
