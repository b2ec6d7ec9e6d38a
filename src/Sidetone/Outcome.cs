using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sidetone;

/// <summary>How a tool call ended, or that it still runs. An open set: a value of a newer version survives reading and writing.</summary>
/// <param name="Value">The outcome's name: <c>completed</c>, <c>timed_out</c>. To <c>switch</c> on, and for logs and metrics.</param>
[JsonConverter(typeof(Converter))]
public readonly record struct Outcome(string Value)
{
    /// <summary>It has not ended yet. Never recorded: a record holds ends only.</summary>
    public static Outcome Running { get; } = new("running");

    /// <summary>The handler returned.</summary>
    public static Outcome Completed { get; } = new("completed");

    /// <summary>The handler said no, in words for the model: it threw a <see cref="ToolException"/>.</summary>
    public static Outcome Refused { get; } = new("refused");

    /// <summary>The arguments did not fit the schema. The handler did not run.</summary>
    public static Outcome InvalidArguments { get; } = new("invalid_arguments");

    /// <summary>No tool of that name.</summary>
    public static Outcome UnknownTool { get; } = new("unknown_tool");

    /// <summary>A policy or a filter did not let it run: not authorised, over a limit, not offered. The reason says which.</summary>
    public static Outcome Denied { get; } = new("denied");

    /// <summary>It repeats an earlier call and was not run again.</summary>
    public static Outcome Duplicate { get; } = new("duplicate");

    /// <summary>It did not settle in time. Unless the tool is read-only it may still take effect.</summary>
    public static Outcome TimedOut { get; } = new("timed_out");

    /// <summary>It was cancelled and stopped.</summary>
    public static Outcome Cancelled { get; } = new("cancelled");

    /// <summary>The handler failed.</summary>
    public static Outcome Faulted { get; } = new("faulted");

    /// <summary>The process died while it ran, and nobody can know whether it took effect.</summary>
    public static Outcome Lost { get; } = new("lost");

    /// <summary>An outcome to be recorded.</summary>
    /// <exception cref="ArgumentException">It is none that a call can end with.</exception>
    internal Outcome AsEnd() => Value is not ("running" or "" or null)
        ? this
        : throw new ArgumentException($"A call does not end as '{Value}'. Record an outcome when it has one.");

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";

    internal sealed class Converter : JsonConverter<Outcome>
    {
        public override Outcome Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, Outcome value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }
}
