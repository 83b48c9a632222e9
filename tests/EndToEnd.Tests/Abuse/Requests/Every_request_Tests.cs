using System.Text;
using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Protocol.Codec.Native;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Abuse.Requests;

/// <summary>Every request times everything that can be wrong with it: the contract's error, nothing changed, nothing given away.</summary>
public sealed class Every_request_Tests(AbuseHouse house) : AbuseTests(house)
{
    public static TheoryData<string> Types() => [.. RequestTable.Rows.Select(static row => row.Type)];

    [Fact]
    public void The_table_has_every_request_there_is() => Assert.Equal(
        RequestCatalog.Types.Order(StringComparer.Ordinal),
        RequestTable.Rows.Select(static row => row.Type).Concat(RequestTable.Elsewhere).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Types))]
    public async Task What_is_wrong_is_refused_and_changes_nothing(string type)
    {
        var row = RequestTable.Rows.Single(one => one.Type == type);
        var scene = await SceneAsync(type);
        var before = await scene.PictureAsync();
        List<string> surprises = [];
        foreach (var field in row.Fields)
        {
            foreach (var value in FieldFaults.Of(field.Kind).Concat(field.Required ? [string.Empty, "null"] : []))
            {
                await RefusedAsync(row.Json(scene, field, value), "invalid", "too_large");
            }

            await RefusedAsync(Twice(row.Json(scene), field, scene), "invalid");
            foreach (var (foreign, unknown) in scene.Hidden(field.Kind))
            {
                var hidden = await RefusedAsync(row.Json(scene, field, foreign), "not_found");
                var missing = await RefusedAsync(row.Json(scene, field, unknown), "not_found");
                Assert.Equal(missing, hidden);
            }
        }

        Assert.True(surprises.Count == 0, string.Join("\n", surprises));
        Assert.Equal(before, await scene.PictureAsync());
        var good = await scene.Alice.RequestRawAsync("r", Encoding.UTF8.GetBytes(row.Json(scene)));
        Assert.False(good.IsError, $"{row.Json(scene)} -> {good}");

        async Task<string> RefusedAsync(string frame, params string[] codes)
        {
            var answer = await scene.Alice.RequestRawAsync("r", Encoding.UTF8.GetBytes(frame));
            if (!answer.IsError || !codes.Contains(answer.Code) || string.IsNullOrEmpty(answer.Text("message")))
            {
                surprises.Add($"{frame[..Math.Min(200, frame.Length)]} -> {answer}");
            }

            return answer.ToString();
        }
    }

    private static string Twice(string good, RequestField field, Scene scene)
    {
        var value = string.IsNullOrEmpty(field.Good) ? scene.Good(field.Kind) : field.Good;
        var once = $",\"{field.Name}\":{value}";
        return good[..^1] + (good.Contains($"\"{field.Name}\":", StringComparison.Ordinal) ? once : once + once) + "}";
    }

    private async Task<Scene> SceneAsync(string type)
    {
        List<WireClient> people = [];
        foreach (var name in (string[])["alice", "bob", "carol", "dave"])
        {
            var client = await LoginAsync(Fresh(name));
            await client.DrainedAsync();
            people.Add(client);
        }

        var scene = new Scene(people[0], people[1], people[2], people[3]);
        await scene.PrepareAsync(type);
        return scene;
    }
}
