namespace OrleansIm.Operators.Accounts;

/// <summary>One operator, as configured: <c>Operators__0__Name</c> and so on.</summary>
public sealed class OperatorAccount
{
    /// <summary>1 to 64 characters of <c>A-Z a-z 0-9 . _ -</c>.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>As <c>hash-password</c> prints it.</summary>
    public string PasswordHash { get; set; } = string.Empty;

    /// <summary>viewer, auditor or admin.</summary>
    public string Role { get; set; } = string.Empty;
}
