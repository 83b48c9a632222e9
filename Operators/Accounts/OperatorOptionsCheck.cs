using System.Globalization;
using Microsoft.Extensions.Options;
using OrleansIm.Domain.Identity;

namespace OrleansIm.Operators.Accounts;

/// <summary>Looks at the operators at the start: one that can't log in is a mistake to be told of then.</summary>
internal sealed class OperatorOptionsCheck : IValidateOptions<OperatorOptions>
{
    public ValidateOptionsResult Validate(string? name, OperatorOptions options)
    {
        List<string> failures = [];
        for (var i = 0; i < options.Accounts.Count; i++)
        {
            var account = options.Accounts[i];
            var setting = string.Create(CultureInfo.InvariantCulture, $"Operators__{i}__");
            if (!Ids.IsName(account.Name))
            {
                failures.Add($"{setting}Name: '{account.Name}' is not 1 to 64 characters of A-Z a-z 0-9 . _ -");
            }
            else if (options.Accounts.Take(i).Any(earlier => earlier.Name == account.Name))
            {
                failures.Add($"{setting}Name: there are two operators called {account.Name}.");
            }

            if (!Passwords.IsHash(account.PasswordHash))
            {
                failures.Add($"{setting}PasswordHash: is no password hash; make one with: dotnet run --project Silo -c Release -- hash-password");
            }

            if (!Operator.TryRole(account.Role, out _))
            {
                failures.Add($"{setting}Role: '{account.Role}' is none of viewer, auditor and admin.");
            }
        }

        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }
}
