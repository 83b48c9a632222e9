using Mono.Cecil;

namespace OrleansIm.Architecture.Tests;

/// <summary>
/// Calls go down: group, conversation, user's inbox, gateway; a call stands beside the group. So no two grains wait for each other. Of two calls
/// one may ask the other whether it holds a user, which is answered whatever else goes on there. A conversation has a word with its call once
/// members have gone: it answers everybody meanwhile, the call included, and waits within a bound.
/// </summary>
public sealed class GrainCallTests
{
    private const string Interfaces = "OrleansIm.Grains.Interfaces.";

    /// <summary>Each folder of the grains and the interfaces it may call.</summary>
    private static readonly Dictionary<string, string[]> MayCall = new(StringComparer.Ordinal)
    {
        ["OrleansIm.Grains"] = [],
        ["OrleansIm.Grains.Groups"] = ["IConversationMembersGrain", "IUserNoticeGrain"],
        ["OrleansIm.Grains.Calls"] = ["IConversationCallsGrain", "IUserCallsGrain", "ICallGrain"],
        ["OrleansIm.Grains.Conversations"] = [],
        ["OrleansIm.Grains.Delivery"] = ["IUserInboxGrain", "IGatewayObserver"],
        ["OrleansIm.Grains.Expiries"] = ["IConversationExpiryGrain"],
        ["OrleansIm.Grains.Health"] = [],
        ["OrleansIm.Grains.People"] = [],
        ["OrleansIm.Grains.Push"] = [],
        ["OrleansIm.Grains.Receipts"] = [],
        ["OrleansIm.Grains.Schedules"] = ["IConversationGrain", "IConversationScheduleGrain", "IScheduleGrain"],
        ["OrleansIm.Grains.Search"] = [],
        ["OrleansIm.Grains.Users"] = [],
        ["OrleansIm.Grains.Operations"] = ["IBoardGrain"],
    };

    [Fact]
    public void Every_folder_calls_only_what_is_below_it()
    {
        using var grains = BuiltProject.Open("Grains");

        var unplanned = grains.Types.SelectMany(type => Mentioned.CallsOf(type)
            .SelectMany(CalledInterfaces)
            .Where(called => !MayCall[type.Namespace].Contains(called, StringComparer.Ordinal))
            .Select(called => $"{type.FullName} calls {called}"));

        Assert.Empty(unplanned.Distinct());
    }

    [Fact]
    public void Users_reach_gateways_only_by_the_outbox_and_never_conversations_or_groups()
    {
        using var grains = BuiltProject.Open("Grains");

        Assert.DoesNotContain(
            grains.Types.Where(static type => type.Namespace == "OrleansIm.Grains.Users").SelectMany(type => grains.Mentions[type]),
            static used => used.Namespace is "OrleansIm.Grains.Conversations" or "OrleansIm.Grains.Groups"
                || used.Namespace.StartsWith(Interfaces + "Conversations", StringComparison.Ordinal)
                || used.Namespace.StartsWith(Interfaces + "Groups", StringComparison.Ordinal));
    }

    /// <summary>Calls on an interface, and interfaces that a factory is asked for.</summary>
    private static IEnumerable<string> CalledInterfaces(MethodReference method)
    {
        IEnumerable<TypeReference> types = method is GenericInstanceMethod { Name: "GetGrain" } asked
            ? asked.GenericArguments
            : [method.DeclaringType];
        return types.Where(static type => type.FullName.StartsWith(Interfaces, StringComparison.Ordinal)
                && (type.Name.EndsWith("Grain", StringComparison.Ordinal) || type.Name.EndsWith("Observer", StringComparison.Ordinal)))
            .Select(static type => type.Name);
    }
}
