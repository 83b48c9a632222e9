using System.Security.Cryptography;
using System.Text;
using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Protocol.Frames.Client.Groups;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Groups;

/// <summary>Makes a group. With a client id the group's id follows from it, so that a repeated request finds the same group.</summary>
internal sealed class GroupCreateHandler(GroupCalls calls) : IFrameHandler<GroupCreateFrame>
{
    private const int IdBytes = 10;

    public ValueTask<ServerFrame?> HandleAsync(ClientSession session, GroupCreateFrame frame)
    {
        var group = NewId(session.Facts.User, frame.ClientId);
        return calls.CallAsync(
            session, frame.Id!, group, (session.Facts.User, frame),
            static (grain, call) => grain.CreateAsync(call.User, call.frame.Name, [.. call.frame.Members]));
    }

    private static string NewId(string user, string? clientId) =>
        Convert.ToHexStringLower(clientId is null
            ? RandomNumberGenerator.GetBytes(IdBytes)
            : SHA256.HashData(Encoding.UTF8.GetBytes($"{user}\0{clientId}"))[..IdBytes]);
}
