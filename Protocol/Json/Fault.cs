using OrleansIm.Domain;

namespace OrleansIm.Protocol.Json;

/// <summary>Why an object is not acceptable; no code means it is.</summary>
internal readonly record struct Fault(ErrorCode Code, string Message)
{
    public bool IsSet => Code != ErrorCode.None;

    public static Fault Invalid(string message) => new(ErrorCode.Invalid, message);

    public static Fault TooLarge(string message) => new(ErrorCode.TooLarge, message);
}
