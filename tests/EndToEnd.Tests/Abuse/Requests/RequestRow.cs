namespace OrleansIm.EndToEnd.Tests.Abuse.Requests;

/// <summary>A request and its fields.</summary>
internal sealed record RequestRow(string Type, params RequestField[] Fields)
{
    /// <summary>The good request as JSON, with one field written otherwise, or (null) left out.</summary>
    public string Json(Scene scene, RequestField? changed = null, string? value = null)
    {
        var fields = Fields.Select(field => (field.Name, Value: ReferenceEquals(field, changed) ? value : field.Good ?? scene.Good(field.Kind)))
            .Where(static field => !string.IsNullOrEmpty(field.Value))
            .Select(static field => $",\"{field.Name}\":{field.Value}");
        return $"{{\"type\":\"{Type}\",\"id\":\"r\"{string.Concat(fields)}}}";
    }
}
