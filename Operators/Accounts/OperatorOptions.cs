namespace OrleansIm.Operators.Accounts;

/// <summary>Who may use the console: section <c>Operators</c>.</summary>
public sealed class OperatorOptions
{
    public IList<OperatorAccount> Accounts { get; } = [];
}
