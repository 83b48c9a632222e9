using OrleansIm.Operators.Accounts;

namespace OrleansIm.Console.Tests.Rules;

/// <summary>Passwords and accounts.</summary>
public sealed class AccountTests
{
    [Fact]
    public void A_password_fits_its_own_hash_alone()
    {
        var hash = Passwords.Hash("correct horse battery");

        Assert.True(Passwords.IsHash(hash));
        Assert.NotEqual(hash, Passwords.Hash("correct horse battery"));
        Assert.True(Passwords.Verify(hash, "correct horse battery"));
        Assert.False(Passwords.Verify(hash, "correct horse batterY"));
        Assert.False(Passwords.Verify(null, "nobody has this password"));
        Assert.False(Passwords.IsHash("correct horse battery"));
        Assert.False(Passwords.IsHash(string.Empty));
    }

    [Fact]
    public void Sessions_of_an_account_end_with_a_change_of_its_password_or_role()
    {
        var account = new Operator("root", "hash", OperatorRole.Viewer);

        Assert.Equal(OperatorBook.StampOf(account), OperatorBook.StampOf(account with { Name = "other" }));
        Assert.NotEqual(OperatorBook.StampOf(account), OperatorBook.StampOf(account with { PasswordHash = "hash2" }));
        Assert.NotEqual(OperatorBook.StampOf(account), OperatorBook.StampOf(account with { Role = OperatorRole.Admin }));
    }
}
