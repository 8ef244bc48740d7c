using System.Reflection;
using Amazon.Lambda.Core;

namespace PromptToImage.ColdStart;

/// <summary>A handler found by its name, called through the serializer that it names.</summary>
internal abstract class Invocation
{
    public static Invocation Create(object function, MethodInfo method)
    {
        var input = method.GetParameters()[0].ParameterType;
        var output = method.ReturnType.GetGenericArguments()[0];
        var serializer = method.GetCustomAttribute<LambdaSerializerAttribute>()!.SerializerType;
        return (Invocation)
            Activator.CreateInstance(
                typeof(Of<,>).MakeGenericType(input, output),
                method.CreateDelegate(typeof(Func<,,>).MakeGenericType(input, typeof(ILambdaContext), method.ReturnType), function),
                Activator.CreateInstance(serializer)
            )!;
    }

    public abstract Task<byte[]> CallAsync(byte[] payload);

    private sealed class Of<TInput, TOutput>(Func<TInput, ILambdaContext, Task<TOutput>> handler, ILambdaSerializer serializer) : Invocation
    {
        public override async Task<byte[]> CallAsync(byte[] payload)
        {
            using var request = new MemoryStream(payload);
            var result = await handler(serializer.Deserialize<TInput>(request), new Context());
            using var response = new MemoryStream();
            serializer.Serialize(result, response);
            return response.ToArray();
        }
    }
}
