using OrleansIm.Protocol.Json;

namespace OrleansIm.Protocol.Codec.Seed;

/// <summary>The field names of version 1, misspellings included: they are what the published app sends.</summary>
internal static class SeedFields
{
    public const int MessageType = 0;
    public const int ContenType = 1;
    public const int ContentType = 2;
    public const int ChatType = 3;
    public const int FromUserId = 4;
    public const int ToUserId = 5;
    public const int GroupId = 6;
    public const int SendTime = 7;
    public const int Content = 8;
    public const int AtToUserIds = 9;
    public const int MessageId = 10;
    public const int VersionCode = 11;
    public const int DeviceType = 12;
    public const int Token = 13;
    public const int BeatId = 14;
    public const int DeviceIdUpper = 15;
    public const int DeviceIdLower = 16;
    public const int Lang = 17;

    public static readonly FieldTable Table = new(
        "messageType", "contenType", "contentType", "chatType", "fromUserID", "toUserID", "groupID", "sendTime", "content",
        "atToUserIDs", "messageID", "versionCode", "deviceType", "token", "beatID", "deviceID", "deviceId", "lang");

    public const int Text = 0;
    public const int PicSize = 1;
    public const int Seconds = 2;
    public const int FileName = 3;
    public const int VideoDuration = 4;
    public const int VideoSize = 5;
    public const int BigPicAdress = 6;
    public const int FileSize = 7;
    public const int FileType = 8;
    public const int FileIconAdress = 9;
    public const int Media = 10;

    public static readonly FieldTable ContentTable = new(
        "text", "picSize", "seconds", "fileName", "videoDuration", "videoSize", "bigPicAdress", "fileSize", "fileType",
        "fileIconAdress", "media")
    {
        MaxDepth = 11,
    };
}
