using Orleans.Concurrency;

namespace OrleansIm.Grains.Interfaces.Users;

/// <summary>A user as those see it who have something to tell that is in no log. Key: <see cref="GrainKeys.User"/>.</summary>
[GrainInterfaceType("im.user.notice"), Alias("im.IUserNoticeGrain")]
public interface IUserNoticeGrain : IGrainWithStringKey
{
    /// <summary>Somebody waits to be let into a group over which the user has a say. Only sessions that are open now hear of it.</summary>
    [Alias("JoinRequested"), OneWay]
    Task JoinRequestedAsync(JoinNotice notice);
}
