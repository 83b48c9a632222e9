using OrleansIm.Domain.Users;

namespace OrleansIm.Storage.Personal;

/// <summary>What users have set; of those who have set nothing there is nothing.</summary>
public static class RulesOfUsers
{
    /// <summary>The rules of one of them.</summary>
    public static OwnRules Of(this IReadOnlyDictionary<string, OwnRules> rules, string user) => rules.GetValueOrDefault(user, OwnRules.Open);
}
