namespace OrleansIm.Storage.Postgres.Members;

/// <summary>
/// The statements of one transaction of arriving devices. Rows are locked in the order of their keys, as everywhere.
/// </summary>
internal static class ArrivalSql
{
    /// <summary>Devices of the users <c>$1</c> that were not seen since <c>$2</c>, but for the live ones <c>$3, $4</c>. Answers what it forgot.</summary>
    public const string Expired =
        """
        delete from device using (
            select d.user_id, d.device from (select distinct unnest($1::text[]) as user_id) o join device d on d.user_id = o.user_id
            where d.seen < $2 and not exists (
                select from unnest($3::text[], $4::text[]) as l(user_id, device) where l.user_id = d.user_id and l.device = d.device)
            order by 1, 2) s
        where device.user_id = s.user_id and device.device = s.device and device.seen < $2
        returning device.user_id, device.device
        """;

    /// <summary>
    /// Writes the devices <c>$1, $2</c> down as seen at <c>$3</c>, if they are new or were last seen before <c>$4</c>. New ones get the
    /// cursors they start from (<c>$5</c> entries back) and push out those beyond <c>$6</c> per user, but for the kept ones
    /// <c>$7, $8</c>. Answers what it forgot. All parts look at the table as it was before.
    /// </summary>
    public const string Arrive =
        """
        with created as (
            insert into device (user_id, device, seen)
            select distinct a.user_id, a.device, $3::bigint from unnest($1::text[], $2::text[]) as a(user_id, device) order by 1, 2
            on conflict do nothing returning user_id, device),
        started as (
            insert into device_cursor (user_id, device, conversation, seq)
            select n.user_id, n.device, c.id, greatest(p.joined_seq, p.cleared_seq, m.seq - $5::bigint)
            from created n join member p on p.user_id = n.user_id join conversation c on c.key = p.conversation
            cross join lateral (
                select seq from message where conversation = p.conversation
                    and seq <= case when p.left_seq = 0 then 9223372036854775807 else p.left_seq end
                order by seq desc limit 1) m
            where m.seq > p.joined_seq),
        seen as (
            update device set seen = $3
            from (select distinct a.user_id, a.device from unnest($1::text[], $2::text[]) as a(user_id, device) order by 1, 2) s
            where device.user_id = s.user_id and device.device = s.device and device.seen < $4::bigint),
        crowded as (
            select d.user_id, d.device, k.device is null as idle, row_number() over (
                partition by d.user_id order by k.device is null, d.seen desc, d.device) as place
            from (select distinct user_id from created) n join device d on d.user_id = n.user_id
            left join unnest($7::text[], $8::text[]) as k(user_id, device) on k.user_id = d.user_id and k.device = d.device)
        delete from device using (select user_id, device from crowded where idle and place >= $6::bigint order by 1, 2) s
        where device.user_id = s.user_id and device.device = s.device
        returning device.user_id, device.device
        """;

    /// <summary>How far the devices <c>$1, $2</c> have received each conversation, each row with the device's number in <c>$3</c>.</summary>
    public const string Cursors =
        """
        select a.place, r.conversation, r.seq from unnest($1::text[], $2::text[], $3::int[]) as a(user_id, device, place)
        join device_cursor r on r.user_id = a.user_id and r.device = a.device
        """;
}
