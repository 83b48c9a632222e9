namespace OrleansIm.Domain.Calls;

/// <summary>What the parties of a call mean to send each other. The server relays none of it.</summary>
public enum CallMedia : byte
{
    Audio = 0,
    Video = 1,
}
