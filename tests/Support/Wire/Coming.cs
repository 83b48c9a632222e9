using System.Diagnostics;
using System.Net.Sockets;
using OrleansIm.Support.Servers;

namespace OrleansIm.Support.Wire;

/// <summary>As the contract asks of clients while something has just died: who is turned away comes again, and busy is no refusal.</summary>
public static class Coming
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Logs in, as often as it takes.</summary>
    public static async Task<WireClient> ComeInAsync(this IEntrance entrance, string user, LoginOptions? options = null)
    {
        for (var begun = Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                return await WireClient.LoginAsync(entrance.Server, user, options);
            }
            catch (Exception e) when (e is WaitException or IOException or SocketException && Stopwatch.GetElapsedTime(begun) < Patience)
            {
                await Task.Delay(Pause);
            }
        }
    }

    /// <summary>Sends, as often as it takes; gives the receipt.</summary>
    public static async Task<WireFrame> SendUntilTakenAsync(this WireClient client, string toUser, string text, string clientId)
    {
        for (var begun = Stopwatch.GetTimestamp(); ;)
        {
            var answer = await client.SendTextAsync(toUser, text, clientId);
            if (!answer.IsError)
            {
                return answer;
            }

            if (answer.Code != "busy" || Stopwatch.GetElapsedTime(begun) > Patience)
            {
                throw new WaitException($"{client.User} could not send {text} to {toUser}: {answer}");
            }

            await Task.Delay((int)answer.Number("retryAfter"));
        }
    }
}
