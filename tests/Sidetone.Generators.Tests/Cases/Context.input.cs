using System;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Sidetone;

[JsonConverter(typeof(MoneyConverter))]
public sealed record Money(decimal Amount);

public sealed class MoneyConverter : JsonConverter<Money>
{
    public override Money Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => new(reader.GetDecimal());

    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Amount);
}

// As the serializer's generator would complete it.
[JsonSerializable(typeof(Money))]
public sealed class Json : JsonSerializerContext
{
    public Json() : base(null) { }

    public static Json Default { get; } = new();

    protected override JsonSerializerOptions? GeneratedSerializerOptions => null;

    public override JsonTypeInfo? GetTypeInfo(Type type) => null;
}

public static partial class Bank
{
    /// <summary>Pays.</summary>
    [Tool(JsonContext = typeof(Json))]
    public static Money Pay(Money money) => money;
}
