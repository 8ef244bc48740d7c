using System.Security.Cryptography;
using System.Text;
using PromptToImage.AwsEmulator.Authorization;

namespace PromptToImage.Deployment.Iam;

/// <summary>
/// The temporary credentials of a role's session. The emulator does not verify signatures: the access key id alone identifies the session.
/// </summary>
/// <param name="Id">The access key id. As on AWS, that of temporary credentials begins with <c>ASIA</c>.</param>
/// <param name="Secret">The secret access key.</param>
/// <param name="SessionToken">The session token.</param>
public sealed record AccessKey(string Id, string Secret, string SessionToken)
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int IdLength = 20;

    /// <summary>The credentials of a session, the same in every process.</summary>
    public static AccessKey For(RoleSession session)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(session.Name));
        const string Prefix = "ASIA";
        var id = Prefix + string.Concat(digest.Take(IdLength - Prefix.Length).Select(value => Letters[value % Letters.Length]));
        return new AccessKey(id, Convert.ToHexStringLower(digest)[..40], session.Name);
    }
}
