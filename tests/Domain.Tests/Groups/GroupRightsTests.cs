using System.Runtime.CompilerServices;
using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Groups;

namespace OrleansIm.Domain.Tests.Groups;

/// <summary>The table of rights as docs/protocol.md prints it, against the table in the code: every role, action and target.</summary>
public sealed class GroupRightsTests
{
    private static readonly MemberRole[] Roles = [MemberRole.Member, MemberRole.Admin, MemberRole.Owner];

    /// <summary>For each action whom member, admin and owner may do it to: nobody (-), members (m), admins (a), owner (o); yes (y) where there is no target.</summary>
    private static readonly Dictionary<GroupAction, (string Member, string Admin, string Owner)> Expected = new()
    {
        [GroupAction.Look] = ("y", "y", "y"),
        [GroupAction.Leave] = ("y", "y", "y"),
        [GroupAction.Invite] = ("y", "y", "y"),
        [GroupAction.Describe] = ("-", "y", "y"),
        [GroupAction.Configure] = ("-", "y", "y"),
        [GroupAction.Pin] = ("-", "y", "y"),
        [GroupAction.Link] = ("-", "y", "y"),
        [GroupAction.Approve] = ("-", "y", "y"),
        [GroupAction.Kick] = ("-", "m", "ma"),
        [GroupAction.Mute] = ("-", "m", "ma"),
        [GroupAction.Hush] = ("-", "y", "y"),
        [GroupAction.SpeakAnyway] = ("-", "y", "y"),
        [GroupAction.Recall] = ("-", "m", "ma"),
        [GroupAction.Appoint] = ("-", "-", "ma"),
        [GroupAction.Transfer] = ("-", "-", "ma"),
        [GroupAction.Dissolve] = ("-", "-", "y"),
    };

    public static TheoryData<GroupAction> Actions => [.. Enum.GetValues<GroupAction>()];

    [Theory]
    [MemberData(nameof(Actions))]
    public void Each_role_may_do_what_the_table_says_and_nothing_else(GroupAction action)
    {
        var (member, admin, owner) = Expected[action];
        foreach (var (role, whom) in Roles.Zip([member, admin, owner]))
        {
            Assert.Equal(whom != "-", GroupRights.May(role, action));
            foreach (var (target, letter) in Roles.Zip("mao"))
            {
                Assert.Equal(whom.Contains(letter, StringComparison.Ordinal), GroupRights.May(role, action, target));
            }
        }

        Assert.Equal(owner != "y", GroupRights.IsUponMember(action));
    }

    [Fact]
    public void The_page_for_client_authors_prints_this_table()
    {
        var page = File.ReadAllLines(PathOfPage());
        foreach (var (action, (member, admin, owner)) in Expected.Where(static pair => pair.Key != GroupAction.Recall))
        {
            var row = Assert.Single(page, line => line.StartsWith("| " + Printed(action) + " |", StringComparison.Ordinal));
            Assert.Equal($"| {Printed(action)} | {Words(member)} | {Words(admin)} | {Words(owner)} |", row);
        }
    }

    private static string Words(string whom) => whom switch
    {
        "y" => "yes",
        "-" => "no",
        "m" => "members",
        _ => "members, admins",
    };

    private static string Printed(GroupAction action) => action switch
    {
        GroupAction.Look => "`group.info`, `group.members`",
        GroupAction.Leave => "`group.leave`",
        GroupAction.Invite => "`group.invite`",
        GroupAction.Describe => "`group.rename`, `group.announce`, `group.portrait`",
        GroupAction.Configure => "`group.set`",
        GroupAction.Pin => "`group.pin`",
        GroupAction.Link => "`group.link`",
        GroupAction.Approve => "`group.approve`, `group.requests`",
        GroupAction.Kick => "`group.kick`",
        GroupAction.Mute => "`group.mute`",
        GroupAction.Hush => "`group.muteAll`, `group.slow`",
        GroupAction.SpeakAnyway => "`send` while muted or in slow mode",
        GroupAction.Appoint => "`group.role`",
        GroupAction.Transfer => "`group.transfer`",
        GroupAction.Dissolve => "`group.dissolve`",
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };

    private static string PathOfPage([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../docs/protocol.md"));
}
