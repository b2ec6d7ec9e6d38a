using System.Collections.Frozen;
using System.Text;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>The messages of one direction by their type.</summary>
internal sealed class MessageShapes<TMessage>(params MessageShape<TMessage>[] shapes)
{
    private const int Longest = 64;

    private readonly FrozenDictionary<string, MessageShape<TMessage>>.AlternateLookup<ReadOnlySpan<char>> _byType =
        shapes.ToFrozenDictionary(static shape => shape.Type, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    public IReadOnlyList<MessageShape<TMessage>> All => shapes;

    /// <param name="type">What stands between the quotes of the type.</param>
    public MessageShape<TMessage>? Find(ReadOnlySpan<byte> type)
    {
        if (type.Length > Longest || type.Contains((byte)'\\'))
            return Find(JsonString.Text(type));
        Span<char> chars = stackalloc char[Longest];
        return Find(chars[..Encoding.UTF8.GetChars(type, chars)]);
    }

    private MessageShape<TMessage>? Find(ReadOnlySpan<char> type) =>
        !type.IsEmpty && _byType.TryGetValue(type, out var shape) ? shape : null;
}
