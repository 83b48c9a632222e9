namespace OrleansIm.Operators.Accounts;

/// <summary>An operator who may log in.</summary>
/// <param name="Name">Who.</param>
/// <param name="PasswordHash">What the password is checked against.</param>
/// <param name="Role">What it may do.</param>
internal sealed record Operator(string Name, string PasswordHash, OperatorRole Role)
{
    public static bool TryRole(string text, out OperatorRole role)
    {
        role = text switch
        {
            "auditor" => OperatorRole.Auditor,
            "admin" => OperatorRole.Admin,
            _ => OperatorRole.Viewer,
        };
        return text is "viewer" or "auditor" or "admin";
    }
}
