namespace OrleansIm.Storage.Tests.Grains;

public sealed class NoteGrain([PersistentState("note")] IPersistentState<NoteState> note) : Grain, INoteGrain
{
    public async Task WriteAsync(string text)
    {
        note.State.Write(text);
        await note.WriteStateAsync();
    }

    public Task<string> ReadAsync() => Task.FromResult($"{note.State.Text} ({note.State.Writes})");

    public Task ClearAsync() => note.ClearStateAsync();

    public Task SleepAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
