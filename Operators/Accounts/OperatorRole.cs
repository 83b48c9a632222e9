namespace OrleansIm.Operators.Accounts;

/// <summary>What an operator may do. Acting and reading are apart: nobody has both.</summary>
public enum OperatorRole
{
    /// <summary>Looks: everything but what people wrote.</summary>
    Viewer,

    /// <summary>Looks, reads what people wrote (each look is written down), and reads the audit log.</summary>
    Auditor,

    /// <summary>Looks, acts (each act is written down), and reads the audit log.</summary>
    Admin,
}
