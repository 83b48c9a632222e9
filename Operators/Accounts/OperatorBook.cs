using System.Security.Cryptography;
using System.Text;

namespace OrleansIm.Operators.Accounts;

/// <summary>The operators of this server.</summary>
internal sealed class OperatorBook
{
    private readonly Dictionary<string, Operator> _operators;

    public OperatorBook(IEnumerable<OperatorAccount> accounts) => _operators = accounts.ToDictionary(
        static account => account.Name,
        static account => new Operator(account.Name, account.PasswordHash, Operator.TryRole(account.Role, out var role) ? role : OperatorRole.Viewer),
        StringComparer.Ordinal);

    public Operator? Find(string name) => _operators.GetValueOrDefault(name);

    /// <summary>Changes with the password and with the role: sessions that began under others end.</summary>
    public static string StampOf(Operator known) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{known.Role}:{known.PasswordHash}")))[..32];
}
