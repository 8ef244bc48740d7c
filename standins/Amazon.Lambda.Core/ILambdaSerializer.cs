namespace Amazon.Lambda.Core;

/// <summary>Turns a function's payload into its parameter, and its result into a payload.</summary>
public interface ILambdaSerializer
{
    T Deserialize<T>(Stream requestStream);

    void Serialize<T>(T response, Stream responseStream);
}
