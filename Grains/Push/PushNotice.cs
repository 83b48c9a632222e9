namespace OrleansIm.Grains.Push;

/// <summary>What a device without a session is woken up with.</summary>
/// <param name="User">Whose devices.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Conversation">Where.</param>
/// <param name="From">Who caused it.</param>
/// <param name="Subject">The id of what it is about; a later notice of the same subject takes the place of an earlier one.</param>
/// <param name="Detail">Of a call: audio or video.</param>
/// <param name="Sound">Which sound; null for none.</param>
/// <param name="Urgent">True if it must not wait for anything.</param>
/// <param name="Expires">When it is worth nothing any more, Unix milliseconds.</param>
public sealed record PushNotice(
    string User, PushKind Kind, string Conversation, string From, string Subject, string Detail, string? Sound, bool Urgent, long Expires);
