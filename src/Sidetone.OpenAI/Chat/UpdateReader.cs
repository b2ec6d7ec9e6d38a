using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Sidetone.OpenAI.Chat;

/// <summary>Turns the chunks of one streamed answer into updates: text at once, a call when it is complete.</summary>
internal sealed class UpdateReader
{
    private readonly ToolCallAssembler _calls = new();
    private readonly StringBuilder _refusal = new();
    private UsageDetails? _usage;
    private string? _id;
    private string? _model;
    private DateTimeOffset? _createdAt;

    /// <summary>Whether the model said that it finished.</summary>
    public bool Finished { get; private set; }

    /// <summary>What a chunk adds. An update whose content is only on its way is none.</summary>
    public IEnumerable<ChatResponseUpdate> Read(JsonElement chunk)
    {
        _id ??= chunk.Text("id");
        _model ??= chunk.Text("model");
        _createdAt ??= ResponseReader.CreatedAt(chunk);
        // Some servers count along in every chunk, and consumers add up what they get: only the last count goes on, at the end.
        _usage = ResponseReader.Usage(chunk) ?? _usage;

        var choice = chunk.Elements("choices").FirstOrDefault();
        var delta = choice.Member("delta") ?? choice.Member("message") ?? default;
        List<AIContent> contents = [.. ResponseReader.Contents(delta)];
        _refusal.Append(delta.Text("refusal"));
        _calls.AddFragments(delta.Elements("tool_calls"));
        contents.AddRange(_calls.TakeComplete());
        if (contents.Count > 0)
            yield return Update(contents, chunk);
        if (!Finished && ResponseReader.FinishReason(choice) is { } reason)
            yield return Finish(reason, chunk);
    }

    /// <summary>What is left when nothing more comes, if the model finished.</summary>
    /// <remarks>Servers that say in every chunk that the model finished still send calls after that.</remarks>
    public IEnumerable<ChatResponseUpdate> End()
    {
        if (!Finished || _calls.HasMore)
            yield return Finish(ChatFinishReason.Stop, raw: null);
        if (_usage is not null)
            yield return Update([new UsageContent(_usage)], raw: null);
    }

    private ChatResponseUpdate Finish(ChatFinishReason reason, object? raw)
    {
        Finished = true;
        List<AIContent> contents = [.. _calls.TakeRest(ResponseReader.IsCutOff(reason))];
        if (_refusal.Length > 0)
            contents.Add(new ErrorContent(_refusal.ToString()) { ErrorCode = ResponseReader.Refusal });
        _refusal.Clear();
        var update = Update(contents, raw);
        update.FinishReason = ResponseReader.Reconciled(reason, _calls);
        return update;
    }

    private ChatResponseUpdate Update(List<AIContent> contents, object? raw) => new(ChatRole.Assistant, contents)
    {
        ResponseId = _id,
        MessageId = _id,
        ModelId = _model,
        CreatedAt = _createdAt,
        RawRepresentation = raw,
    };
}
